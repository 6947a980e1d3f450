// SPDX-License-Identifier: MIT

import ConfigurationFile

/// What is written from the settings themselves: the reference page and the template.
package enum ConfigurationPages {
    /// `docs/configuration.md`
    package static var reference: String {
        ConfigurationReference.text(
            MonitorConfiguration.allSettings(), root: MonitorConfiguration.rootKey, introduction: introduction)
    }

    /// `config/production.yaml`
    package static var template: String {
        ConfigurationTemplate.text(
            MonitorConfiguration.allSettings(),
            heading: [
                "SPDX-License-Identifier: MIT", "",
                "A configuration of butler-sos to start from. Made by `make reference`.",
                "Every key is here, with its default or an example. What is left out of your own file has its default.",
                "Check yours with: butler-sos check-config FILE --explain",
            ])
    }

    private static let introduction = """
        # Configuration

        <!-- Made by `make reference`: edit the sources of the settings, not this page. -->

        `butler-sos -c FILE` reads one YAML file, whose name ends in `.yaml`. All settings are below the key
        `Butler-SOS`; the paths here leave that out, and `[]` stands for each element of a list.
        [`config/production.yaml`](../config/production.yaml) is a file to start from.
        `butler-sos check-config FILE` says everything that is wrong with yours, and with `--explain` what is in
        force and which line says so.

        - A section that is missing is a feature that is off. What is required has to be there if its section is on.
        - Mistakes in a section whose switch is off do not keep the program from starting. `check-config` lists them
          as notes.
        - A key with nothing behind it counts as missing. An unknown key is a mistake; directly below `Butler-SOS`
          it is a warning.
        - A text in angle brackets, `<IP or FQDN>`, is a gap that was not filled, and a mistake where it matters.
        - Files of versions 5.6 to 15 of the original are taken as they are. The last column is what files of
          version 5 may say instead; of two spellings of a switch, either may be true. `auditEvents` is accepted and
          has no effect.
        - Certificate files are looked for in the working directory, then beside the configuration file.
        - The options `--loglevel` and `--new-relic-…` replace what the file says. With `--skip-config-verification`
          mistakes are warnings, and defaults stand in for what is wrong, where there are any.
        - What has password, secret, token, API key, access key or passphrase in its key's name is never shown.

        Schedules read like `every 15 minutes`, `every 2 hours`, `at 5:30 pm every weekday`,
        `at 06:00 and 18:00 on mon-fri`, `on the last day of the month at 23:00`. `every` counts from the start of the next larger unit:
        `every 45 minutes` is at :00 and :45 of each hour. `also` starts an alternative, `except` what is left out.

        """
}
