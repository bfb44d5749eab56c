export function Spinner() {
  return <span className="lf-spinner" aria-hidden="true" />;
}
