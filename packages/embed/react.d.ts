import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { Attributes } from "./index.js";

export * from "./index.js";

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "ban-explainer": DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement> & Attributes;
    }
  }
}
