/** What the element fires, where `data-events` has asked for it. */
export interface Outcome {
  type: "ban-explainer:outcome";
  /** The id of the role, as in the address. */
  role: string;
  /** The day of the answer, as in 2024-09-29. */
  day: string;
  /** How many rules of each standing there are. */
  counts: Record<string, number>;
}

/** The attributes of the element. */
export interface Attributes {
  /** Without it: dark where the text around it is light. */
  "data-theme"?: "auto" | "light" | "dark";
  /** `#rrggbb`; taken only in a theme in which it can be read. */
  "data-accent"?: string;
  /** `page`: a link that a reader copies opens the article, with the same answer. */
  "data-share"?: "page";
  /** `none`: the heading of the article says what it is. */
  "data-title"?: "none";
  /** Present: the element fires `ban-explainer:outcome` at each answer. */
  "data-events"?: "";
}

/** What {@link banExplainer} is told. */
export interface Choices {
  /** The page that opens, as in `https://news.example/projects/kaspersky/business/`. */
  address: string;
  /** The words of the link. */
  text: string;
  /** The style that keeps the room free, as the page for publishers writes it. */
  reserve?: string;
  id?: string;
  theme?: "auto" | "light" | "dark";
  accent?: string;
  share?: "page";
  title?: "none";
  events?: boolean;
}

/** The element as HTML, for templates. */
export function banExplainer(choices: Choices): string;

declare global {
  interface HTMLElementTagNameMap {
    "ban-explainer": HTMLElement;
  }
  interface HTMLElementEventMap {
    "ban-explainer:outcome": CustomEvent<Outcome>;
  }
}
