import { Component, type ReactNode } from "react";

/** What is shown when a page breaks, or its script is gone since the server has a newer build. */
export class Boundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <div className="container page narrow" role="alert">
        <h1>This page could not be shown</h1>
        <p>There may be a newer version of the site.</p>
        <button type="button" className="btn btn-primary" onClick={() => window.location.reload()}>
          Load it again
        </button>
      </div>
    );
  }
}
