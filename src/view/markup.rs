//! Elements by plain calls: `el("p").class("who").text(&line)`.
//!
//! Yew's `html!` writes out the making of every element in place, which for this page is a third of the engine.
//! Here each call is a few bytes, and the page reads the same.

use yew::{
    Html,
    virtual_dom::{Key, VTag, VText},
};

/// An element in the making; boxed, since a pointer is far less code to hand on than a whole element.
pub(crate) struct El(Box<VTag>);

/// An element with this tag.
#[inline(never)]
pub(crate) fn el(tag: &'static str) -> El {
    El(Box::new(VTag::new(tag)))
}

impl El {
    /// With an attribute.
    #[inline(never)]
    pub(crate) fn attr(mut self, name: &'static str, value: &str) -> Self {
        self.0.add_attribute(name, value.to_owned());
        self
    }

    /// With an attribute, where there is a value for it.
    #[inline(never)]
    pub(crate) fn attr_if(self, name: &'static str, value: Option<&str>) -> Self {
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
        self.0.key = Some(Key::from(key.to_owned()));
        self
    }

    /// With the value of a field.
    #[inline(never)]
    pub(crate) fn value(mut self, value: &str) -> Self {
        self.0.set_value(Some(value.to_owned()));
        self
    }

    /// With a text after what it holds already.
    #[inline(never)]
    pub(crate) fn text(mut self, text: &str) -> Self {
        self.0.add_child(VText::new(text.to_owned()).into());
        self
    }

    /// With an element after what it holds already.
    #[inline(never)]
    pub(crate) fn with(mut self, child: Self) -> Self {
        self.0.add_child(child.html());
        self
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
