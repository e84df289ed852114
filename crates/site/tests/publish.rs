//! A site of a release: rendered for an address by the tool alone, whole or not at all.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

mod lanterns;

/// A folder as a release unpacks it, with the invented law and an engine in name only.
struct Unpacked(PathBuf);

impl Unpacked {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("publish").join(name);
        drop(fs::remove_dir_all(&folder));
        lanterns::write(&folder.join("law/us-kaspersky"));
        let parts = folder.join("parts");
        fs::create_dir_all(&parts).expect("cargo gives tests a folder of their own");
        let files = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../static");
        for file in fs::read_dir(files).expect("the workspace has it").flatten() {
            // As Trunk names it.
            let name = file.file_name().into_string().expect("our names are text");
            let name = if name == "style.css" { "style-0.css" } else { &name };
            fs::copy(file.path(), parts.join(name)).expect("the folder is ours");
        }
        for name in ["ban-explainer-0.js", "ban-explainer-0_bg.wasm"] {
            fs::write(parts.join(name), "").expect("the folder is ours");
        }
        fs::write(folder.join("site.toml"), "address = \"https://site.example/\"\nname = \"The Lamp\"\n")
            .expect("the folder is ours");
        Self(folder)
    }

    /// Calls the tool there: the exit status, what it said, and what it complained of.
    fn call(&self, args: &[&str]) -> (Option<i32>, String, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_site"))
            .args(args)
            .current_dir(&self.0)
            .env_clear()
            .env("SITE_CARDS", "off")
            .env("SITE_COMPRESSED", "off")
            .output()
            .expect("the tool was built for this test");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim_end().to_owned();
        (output.status.code(), text(&output.stdout), text(&output.stderr))
    }

    #[track_caller]
    fn render(&self, args: &[&str]) -> String {
        let (status, said, complaint) = self.call(&[&["render"], args].concat());
        assert_eq!((status, complaint.as_str()), (Some(0), ""));
        said
    }

    /// Expects this sentence, the exit status 2, and that every file is what it was.
    #[track_caller]
    fn check_refused(&self, args: &[&str], sentence: &str) {
        let before = self.files();
        let (status, said, complaint) = self.call(&[&["render"], args].concat());
        assert_eq!((complaint.as_str(), status), (sentence, Some(2)), "{said}");
        assert!(before == self.files(), "{args:?} left something behind");
    }

    /// Every file and every folder below, with what stands in it.
    fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut files = Vec::new();
        let mut folders = vec![self.0.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).expect("it was read a moment ago").flatten() {
                let path = entry.path();
                if path.is_dir() {
                    folders.push(path.clone());
                }
                files.push((path.clone(), fs::read(&path).unwrap_or_default()));
            }
        }
        files.sort();
        files
    }

    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.0.join(path)).unwrap_or_else(|why| panic!("{path}: {why}"))
    }
}

const NEWS: &str = "https://news.example/projects/lanterns/";

#[test]
fn a_site_is_made_for_each_address_that_is_asked_for() {
    let unpacked = Unpacked::new("addresses");
    let said = unpacked.render(&["--address", NEWS, "news"]);
    assert!(
        said.ends_with("Upload what is in news/public; the settings of your server are in news/serving."),
        "{said}"
    );
    // Upper case, a port and a domain with an umlaut are written as browsers write them, and said.
    let said = unpacked.render(&["--address", "HTTPS://Müller.Example:8443/Keeper/es", "other"]);
    let address = "https://xn--mller-kva.example:8443/Keeper/es/";
    let told = "The address “HTTPS://Müller.Example:8443/Keeper/es” is written ";
    assert!(said.starts_with(&format!("{told}{address} in links.\n")), "{said}");
    for (folder, address) in [("news", NEWS), ("other", address)] {
        let page = unpacked.text(&format!("{folder}/public/keeper/sell/2021-03-01/index.html"));
        assert!(page.contains(&format!("data-site=\"{address}\"")), "{page}");
        assert!(!page.contains("site.example"), "{folder} names the placeholder");
        assert!(unpacked.text(&format!("{folder}/public/embed.js")).contains(address));
        assert!(unpacked.text(&format!("{folder}/serving/nginx.conf")).contains("location /"));
    }
    // A server of another user reads them.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let rights =
            |path: &str| fs::metadata(unpacked.0.join(path)).expect("it is there").permissions().mode();
        assert_eq!(rights("news") & 0o777, rights("law") & 0o777, "as every new folder here");
    }
}

#[test]
fn a_folder_that_holds_something_stays_as_it_is() {
    let unpacked = Unpacked::new("held");
    unpacked.render(&["--address", NEWS, "news"]);
    unpacked.check_refused(
        &["--address", NEWS, "news"],
        &format!(
            "news holds the site for {NEWS} already; add --replace to write it anew, or name another folder."
        ),
    );
    let other = "https://lamp.example/";
    unpacked.check_refused(
        &["--address", other, "--replace", "news"],
        &format!("news holds the site for {NEWS}, not for {other}; name another folder for {other}."),
    );
    unpacked.check_refused(
        &["--address", NEWS, "--replace", "parts"],
        "parts is not empty (it holds ban-explainer-0.js); name a folder that is not there yet.",
    );
    unpacked.check_refused(
        &["--address", NEWS, "site.toml"],
        "site.toml is a file; name a folder that is not there yet.",
    );
    unpacked.check_refused(
        &["--address", NEWS, "."],
        "“.” is a place and no name; name a folder that is not there yet, such as news.",
    );
    unpacked.check_refused(
        &["--address", NEWS, "srv/news"],
        "There is no folder srv to put news into; make it, or name another.",
    );
    fs::write(unpacked.0.join("news/notes.txt"), "mine").expect("the folder is ours");
    unpacked.check_refused(
        &["--address", NEWS, "--replace", "news"],
        "news is not empty (it holds notes.txt); name a folder that is not there yet.",
    );
}

#[test]
fn a_site_is_written_anew_when_the_law_has_changed() {
    let unpacked = Unpacked::new("edited");
    // An empty folder holds nothing that could be lost.
    fs::create_dir(unpacked.0.join("news")).expect("the folder is ours");
    unpacked.render(&["--address", NEWS, "news"]);
    let words = unpacked.0.join("law/us-kaspersky/en.toml");
    let text = fs::read_to_string(&words).expect("it was written");
    let verdict = "You may not sell lanterns in summer.";
    assert!(text.contains(verdict), "the invented law has changed");
    fs::write(&words, text.replace(verdict, "You may not sell lamps in summer."))
        .expect("the folder is ours");
    fs::write(unpacked.0.join("news/public/law-en-0123456789abcdef.bin"), "").expect("the folder is ours");
    unpacked.render(&["--address", NEWS, "--replace", "news"]);
    assert!(
        unpacked.text("news/public/keeper/sell/2021-03-01/index.html").contains("You may not sell lamps")
    );
    assert!(!unpacked.0.join("news/public/law-en-0123456789abcdef.bin").exists(), "all of it is new");
}

#[test]
fn a_fault_leaves_the_site_as_it_was() {
    let unpacked = Unpacked::new("faulty");
    unpacked.render(&["--address", NEWS, "news"]);
    fs::remove_file(unpacked.0.join("parts/frame.js")).expect("it was copied");
    unpacked.check_refused(
        &["--address", NEWS, "--replace", "news"],
        "Among the files that every page loads, the frame.js is missing; “cargo xtask build” makes them anew, and a \
         release has them in its folder parts/.",
    );
    fs::remove_dir_all(unpacked.0.join("parts")).expect("it was written");
    unpacked.check_refused(
        &["--address", NEWS, "more"],
        &format!(
            "There is no folder {}/target/parts, which holds what every page loads; “cargo xtask build” makes it in a clone \
             of the project, and a release has it: run this in the folder that the release unpacks.",
            unpacked.0.display()
        ),
    );
}

#[test]
fn an_address_that_is_none_is_refused_in_a_sentence() {
    let unpacked = Unpacked::new("refused");
    unpacked.check_refused(
        &["news"],
        "The address https://site.example/ is a placeholder, which no reader can open; write yours into site.toml, or \
         say it with --address https://news.example/projects/kaspersky/.",
    );
    for (address, fault) in [
        ("news.example/lanterns", "has no scheme; write https://news.example/lanterns/"),
        (
            "https://news.example/lanterns/index.html",
            "ends with a file name; write the folder, https://news.example/lanterns/",
        ),
        (
            "lanterns",
            "is a folder without a host; write the whole address, such as https://news.example/lanterns/",
        ),
        (
            "https://news.example:99999/",
            "cannot be read as an address (invalid port number); write one such as \
             https://news.example/projects/kaspersky/",
        ),
        (
            "https://news.example/it's/",
            "names a folder “it's”; use letters, digits, “-”, “_”, “.” and “~” between single slashes",
        ),
    ] {
        unpacked.check_refused(
            &["--address", address, "news"],
            &format!("--address: the address “{address}” {fault}."),
        );
    }
}
