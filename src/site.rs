//! Where the site lies: an origin, and a folder of it.
//!
//! Every link, script and address of ours is written through it, so that a site in a folder of a newsroom's own domain
//! works as one with an origin of its own does.

/// An origin and a folder of it. Paths of ours begin at that folder: `/business/` is `/projects/kaspersky/business/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// The scheme and the host, as in `https://news.example`.
    pub origin: String,
    /// The folder, which begins and ends with a slash: `/`, or `/projects/kaspersky/`.
    pub folder: String,
}

impl Site {
    /// The site at an absolute address, as in `https://news.example/projects/kaspersky/`; a slash is added at its end.
    ///
    /// `None` where there is no scheme or no host. Whether an address serves for publishing is the settings' question.
    #[must_use]
    pub fn at(address: &str) -> Option<Self> {
        let host = address.find("://")? + 3;
        let end = address[host..].find('/').map_or(address.len(), |slash| host + slash);
        let (origin, folder) = address.split_at(end);
        if host < 4 || end == host {
            return None;
        }
        let slash = if folder.ends_with('/') { "" } else { "/" };
        Some(Self { origin: origin.to_owned(), folder: format!("{folder}{slash}") })
    }

    /// The absolute address of the site: its origin and its folder.
    #[must_use]
    pub fn address(&self) -> String {
        format!("{}{}", self.origin, self.folder)
    }

    /// What stands in a link to a path of ours: `/business/` becomes `/projects/kaspersky/business/`.
    #[must_use]
    pub fn href(&self, path: &str) -> String {
        format!("{}{}", self.folder, path.trim_start_matches('/'))
    }

    /// The absolute address of a path of ours.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("{}{}", self.origin, self.href(path))
    }

    /// The path of ours that a browser's path names; `None` where it lies outside the folder.
    ///
    /// The prefix is stripped, never guessed. A folder that has lost its last slash is still the folder.
    #[must_use]
    pub fn strip<'a>(&self, pathname: &'a str) -> Option<&'a str> {
        let folder = self.folder.trim_end_matches('/');
        match pathname.strip_prefix(folder)? {
            "" => Some("/"),
            path => path.starts_with('/').then_some(path),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Site;

    #[track_caller]
    fn check(address: &str, origin: &str, folder: &str) {
        let site = Site::at(address).expect("it is an address");
        assert_eq!((site.origin.as_str(), site.folder.as_str()), (origin, folder), "{address}");
    }

    #[test]
    fn an_address_is_an_origin_and_a_folder() {
        check("https://host.example", "https://host.example", "/");
        check("https://host.example/", "https://host.example", "/");
        check("http://127.0.0.1:8080/a", "http://127.0.0.1:8080", "/a/");
        check("https://news.example/projects/kaspersky/", "https://news.example", "/projects/kaspersky/");
        for none in ["", "host.example/a/", "://host.example", "https://", "https:///a/"] {
            assert_eq!(Site::at(none), None, "{none}");
        }
    }

    #[test]
    fn a_link_begins_with_the_folder() {
        let site = Site::at("https://news.example/projects/kaspersky/").expect("it is an address");
        assert_eq!(site.address(), "https://news.example/projects/kaspersky/");
        assert_eq!(site.href("/"), "/projects/kaspersky/");
        assert_eq!(site.href("/business/?on=2024-09-29"), "/projects/kaspersky/business/?on=2024-09-29");
        assert_eq!(site.url("/embed.js"), "https://news.example/projects/kaspersky/embed.js");
        let root = Site::at("https://host.example").expect("it is an address");
        assert_eq!(root.href("/business/"), "/business/");
        assert_eq!(root.url("/"), "https://host.example/");
    }

    #[test]
    fn only_what_lies_in_the_folder_is_stripped() {
        let site = Site::at("https://news.example/projects/kaspersky/").expect("it is an address");
        for (pathname, path) in [
            ("/projects/kaspersky/", Some("/")),
            ("/projects/kaspersky", Some("/")),
            ("/projects/kaspersky/es/business/", Some("/es/business/")),
            ("/projects/kaspersky-lab/business/", None),
            ("/projects/", None),
            ("/business/", None),
            ("", None),
        ] {
            assert_eq!(site.strip(pathname), path, "{pathname}");
        }
        let root = Site::at("https://host.example").expect("it is an address");
        assert_eq!(root.strip("/business/"), Some("/business/"));
        assert_eq!(root.strip("/"), Some("/"));
        assert_eq!(root.strip(""), Some("/"));
    }
}
