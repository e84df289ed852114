//! Ids that stay the same whoever prints: feeds and calendars know an entry again by them.

use uuid::Uuid;

/// The id of a thing of an explainer, as in `["us-kaspersky", "day", "2024-09-29"]`.
///
/// It is made of names alone, after RFC 9562, section 5.5: no host and no clock stands in it, so a site that moves
/// sends nobody everything again.
pub(crate) fn stable_id(names: &[&str]) -> Uuid {
    // A namespace of our own, made once from a name that nobody else uses.
    let namespace = Uuid::new_v5(&Uuid::NAMESPACE_OID, b"ban-explainer");
    Uuid::new_v5(&namespace, names.join("/").as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_given_once_is_given_for_ever() {
        let id = stable_id(&["us-kaspersky", "day", "2024-09-29"]);
        assert_eq!(id.to_string(), "96c3fbe8-1f69-51b0-ab31-d26cf1eac6c0");
        assert_ne!(id, stable_id(&["us-kaspersky", "day", "2024-09-30"]));
    }
}
