//! Elements by plain calls: `el("p|class=who").text(&line)`.
//!
//! Yew's `html!` writes out the making of every element in place, which for this page is a third of the engine.
//! Here each call is a few bytes, and the page reads the same.

use std::rc::Rc;

use yew::{
    AttrValue, Html,
    virtual_dom::{AttributeOrProperty, Attributes, Key, VTag, VText},
};

/// Every attribute the page has, in the order in which they are written.
///
/// All elements share this one list (a `static`, since Yew compares its address), so that Yew compares two of them value by value, and no map is ever built.
static ATTRIBUTES: &[&str] = &[
    "class",
    "id",
    "lang",
    "href",
    "type",
    "role",
    "rel",
    "target",
    "for",
    "datetime",
    "open",
    "rows",
    "readonly",
    "autocomplete",
    "spellcheck",
    "inputmode",
    "aria-label",
    "aria-current",
    "aria-invalid",
    "aria-describedby",
    "aria-pressed",
    "data-act",
    "data-address",
    "data-day",
    "data-option",
];

/// A copy of a text that Yew can keep.
#[inline(never)]
fn kept(text: &str) -> AttrValue {
    AttrValue::Rc(Rc::from(text))
}

/// An element in the making; boxed, since a pointer is far less code to hand on than a whole element.
pub(crate) struct El(Box<VTag>);

/// An element with what is known of it ahead, in one text: `el("p")`, `el("section|id=share|key=share")`.
///
/// A tag, then attributes; a class may hold spaces, and `key` is the key that [`El::key`] sets.
/// One text is far less code than a call for each attribute.
#[inline(never)]
pub(crate) fn el(outline: &'static str) -> El {
    let mut parts = outline.split('|');
    let mut tag = VTag::new(parts.next().unwrap_or_default());
    tag.attributes =
        Attributes::Dynamic { keys: ATTRIBUTES, values: ATTRIBUTES.iter().map(|_| None).collect() };
    let mut element = El(Box::new(tag));
    for (name, value) in parts.filter_map(|part| part.split_once('=')) {
        element = if name == "key" { element.key(value) } else { element.attr(name, value) };
    }
    element
}

impl El {
    /// With an attribute; [`ATTRIBUTES`] names them all.
    #[inline(never)]
    pub(crate) fn attr(mut self, name: &str, value: &str) -> Self {
        let place = ATTRIBUTES.iter().position(|known| *known == name);
        debug_assert!(place.is_some(), "`{name}` is missing in ATTRIBUTES");
        if let (Attributes::Dynamic { values, .. }, Some(place)) = (&mut self.0.attributes, place)
            && let Some(slot) = values.get_mut(place)
        {
            *slot = Some(AttributeOrProperty::Attribute(kept(value)));
        }
        self
    }

    /// With an attribute, where there is a value for it.
    #[inline(never)]
    pub(crate) fn attr_if(self, name: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    /// With a class, or several with spaces between them.
    #[inline(never)]
    pub(crate) fn class(self, class: &str) -> Self {
        self.attr("class", class)
    }

    /// With an id.
    #[inline(never)]
    pub(crate) fn id(self, id: &str) -> Self {
        self.attr("id", id)
    }

    /// With a key, by which it is found again when its siblings change.
    #[inline(never)]
    pub(crate) fn key(mut self, key: &str) -> Self {
        self.0.key = Some(Key::from(Rc::<str>::from(key)));
        self
    }

    /// With the value of a field.
    #[inline(never)]
    pub(crate) fn value(mut self, value: &str) -> Self {
        self.0.set_value(Some(kept(value)));
        self
    }

    /// With a text after what it holds already.
    #[inline(never)]
    pub(crate) fn text(mut self, text: &str) -> Self {
        self.0.add_child(VText::new(kept(text)).into());
        self
    }

    /// With an element after what it holds already.
    #[inline(never)]
    pub(crate) fn with(mut self, child: Self) -> Self {
        self.0.add_child(child.html());
        self
    }

    /// With an element that holds a text: its outline as in [`el`], and the text.
    #[inline(never)]
    pub(crate) fn with_text(self, outline: &'static str, text: &str) -> Self {
        self.with(el(outline).text(text))
    }

    /// With an element, where there is one.
    #[inline(never)]
    pub(crate) fn with_some(self, child: Option<Self>) -> Self {
        match child {
            Some(child) => self.with(child),
            None => self,
        }
    }

    /// With elements.
    #[inline(never)]
    pub(crate) fn with_all(mut self, children: Vec<Self>) -> Self {
        for child in children {
            self = self.with(child);
        }
        self
    }

    /// As Yew has it.
    #[inline(never)]
    pub(crate) fn html(self) -> Html {
        (*self.0).into()
    }
}

/// A paragraph of this class.
#[inline(never)]
pub(crate) fn paragraph(class: &str, text: &str) -> El {
    el("p").class(class).text(text)
}

/// A folded part with an id, by which it stays open when the page changes, and its summary.
#[inline(never)]
pub(crate) fn fold(class: &str, id: &str, summary: &str) -> El {
    el("details").class(class).id(id).with(el("summary").text(summary))
}
