// SPDX-License-Identifier: MIT

/// What simulated events are about, beside people and apps.
enum EventWords {
    /// As browsers name themselves; users share them.
    static let userAgents = [
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0.0.0 Safari/537.36",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 "
            + "Safari/537.36 Edg/126.0.2592.56",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:127.0) Gecko/20100101 Firefox/127.0",
        "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 "
            + "Safari/605.1.15",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 "
            + "Safari/537.36",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 "
            + "Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 "
            + "Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (Linux; Android 14; SM-S921B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/25.0 "
            + "Chrome/121.0.0.0 Mobile Safari/537.36",
        "Mozilla/5.0 (Windows NT 6.1; Trident/7.0; rv:11.0) like Gecko",
        "curl/8.5.0",
    ]

    static let tasks = ["Nightly reload", "Hourly sales, all regions", "Import = full", "Archive", "Ad hoc"]
    static let requests = [
        ("Open connection", "500", "AppAccess"), ("Login", "401", "Proxy"), ("Update app", "403", "ManagementAccess"),
        ("Get engine", "503", "AppAccess"), ("", "", ""),
    ]
    static let methods = [
        "GenericObject::GetLayout", "GenericObject::GetHyperCubeData", "Doc::GetAppLayout", "Doc::SelectAssociations",
        "Global::OpenApp", "GenericObject::SetProperties",
    ]
    static let objectTypes = ["barchart", "linechart", "table", "pivot-table", "kpi", "filterpane", "sheet"]
    static let entryTypes = ["Entry", "Session", "Command"]
}
