//! The smallest Yew program that shows something.

use yew::prelude::*;

#[component]
fn App() -> Html {
    html! { <p class="short">{ "Hello." }</p> }
}

fn main() {
    yew::Renderer::<App>::new().render();
}
