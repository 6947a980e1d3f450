// SPDX-License-Identifier: MIT

/// The configuration in force: to be read and searched at `/`, to be kept as `/config.yaml` and `/config.json`.
struct ConfigurationPage: ServedPage {
    let configuration: ShownConfiguration
    /// The name of the file that it comes from, without its folder.
    let file: String

    func answer(at path: String, _ query: PageQuery, _ template: PageTemplate) -> PageAnswer? {
        switch path {
        case "/":
            PageAnswer(
                PageAnswer.html,
                template.render(ConfigurationView(configuration, file: file, query: query.value("q") ?? "")))
        case "/config.yaml": .download("text/yaml; charset=utf-8", configuration.yaml, name: "config.yaml")
        case "/config.json": .download("application/json", configuration.json, name: "config.json")
        default: nil
        }
    }
}
