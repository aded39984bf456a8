"use strict";

// A plugin of Swagger UI that shows the samples of "x-codeSamples" above an operation's answers.
window.ringfenceCodeSamples = ({ React }) => {
  const { createElement, useState } = React;

  const Samples = ({ samples }) => {
    const [chosen, choose] = useState(0);
    const tabs = samples.map(({ label }, index) =>
      createElement(
        "button",
        { key: label, type: "button", role: "tab", "aria-selected": index === chosen, onClick: () => choose(index) },
        label,
      ),
    );
    return createElement(
      "section",
      { className: "code-samples", "aria-label": "Code samples" },
      createElement("h4", null, "Code samples"),
      createElement("div", { role: "tablist" }, tabs),
      createElement("pre", { role: "tabpanel", tabIndex: 0 }, createElement("code", null, samples[chosen].source)),
    );
  };

  return {
    wrapComponents: {
      responses: (Original, system) => (props) => {
        const found = system.specSelectors.specJson().getIn(["paths", props.path, props.method, "x-codeSamples"]);
        const samples = found ? found.toJS() : [];
        return createElement(
          React.Fragment,
          null,
          samples.length ? createElement(Samples, { samples }) : null,
          createElement(Original, props),
        );
      },
    },
  };
};
