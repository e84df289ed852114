//! axe-core: what a page does against the rules of accessibility.

use std::{collections::BTreeSet, env, fs, path::PathBuf, sync::OnceLock};

use serde_json::Value;

use crate::browser::Browser;

/// axe-core runs all rules but these, each left out with its reason.
const LEFT_OUT: [(&str, &str); 2] = [
    // WCAG 2.2 AAA. Text in the soft and in the status colours has 4.5 : 1 or more, as AA asks, but not 7 : 1; the
    // answer itself has more than 7 : 1.
    (
        "color-contrast-enhanced",
        "AAA: 7 : 1 for all text would make the status colours one and the same black",
    ),
    // WCAG 2.2 AAA. “Another date” and a source stand more than once on a page and lead to the same place or to a part
    // of the page that its heading names.
    (
        "identical-links-same-purpose",
        "AAA: needs a person; the label of a choice is the same wherever it stands",
    ),
];

/// What axe found on one page.
#[derive(Debug, Default)]
pub struct AxeReport {
    /// What breaks a rule: the rule, the element, and why.
    pub violations: Vec<String>,
    /// What axe could not decide.
    pub n_undecided: usize,
    /// The rules that were run.
    pub n_rules: usize,
}

/// Runs every rule but those in `LEFT_OUT` in the page or frame that the browser is in.
#[must_use]
pub fn run_axe(page: &Browser) -> AxeReport {
    if page.measure("return typeof axe") != "object" {
        // As a function of its own, so that nothing of it but `axe` is left in the page.
        let _ = page.measure(&format!("(function () {{ {} }}).call(window); return typeof axe", script()));
    }
    let left_out = serde_json::to_string(&LEFT_OUT.map(|(rule, _)| rule)).expect("names are JSON");
    let told = page.measure(&format!(
        "const leftOut = {left_out};
        const rules = {{}};
        for (const {{ ruleId }} of axe.getRules()) rules[ruleId] = {{ enabled: !leftOut.includes(ruleId) }};
        return axe.run(document, {{ rules, preload: false, resultTypes: ['violations', 'incomplete'] }}).then((told) => ({{
            violations: told.violations.flatMap(({{ id, nodes }}) => nodes.map((node) =>
                `${{id}}: ${{node.html.slice(0, 160)}} at ${{node.target.join(' ')}}: ${{node.failureSummary.replace(/\\s+/g, ' ')}}`)),
            undecided: told.incomplete.flatMap(({{ nodes }}) => nodes).length,
            rules: Object.values(rules).filter(({{ enabled }}) => enabled).length,
        }}))"
    ));
    let number = |name: &str| told[name].as_u64().and_then(|n| usize::try_from(n).ok()).unwrap_or_default();
    let texts = |value: &Value| -> Vec<String> {
        value.as_array().into_iter().flatten().filter_map(|text| text.as_str().map(str::to_owned)).collect()
    };
    assert!(number("rules") > 80, "axe ran {} rules only: {told}", number("rules"));
    AxeReport {
        violations: texts(&told["violations"]),
        n_undecided: number("undecided"),
        n_rules: number("rules"),
    }
}

/// The script, as npm has it: the variable `AXE` names it, or else it is found in the cache of tools.
fn script() -> &'static str {
    static SCRIPT: OnceLock<String> = OnceLock::new();
    SCRIPT.get_or_init(|| {
        let path = env::var_os("AXE").map(PathBuf::from).or_else(in_cache);
        let path = path.expect("axe-core is not in the cache of tools; “cargo xtask test” puts it there");
        fs::read_to_string(&path).unwrap_or_else(|why| {
            panic!("{} could not be read ({why}); name axe.min.js in AXE.", path.display())
        })
    })
}

fn in_cache() -> Option<PathBuf> {
    let cache =
        env::var_os("XDG_CACHE_HOME").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".cache")))?;
    let tools = fs::read_dir(cache.join("ban-explainer-tools")).ok()?;
    let versions: BTreeSet<PathBuf> = tools.filter_map(Result::ok).map(|entry| entry.path()).collect();
    let scripts = versions.into_iter().map(|tool| tool.join("node_modules/axe-core/axe.min.js"));
    scripts.rev().find(|path| path.is_file())
}
