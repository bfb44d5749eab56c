interface ProgressBarProps {
  readonly label: string;
  readonly value: number;
  readonly max: number;
  readonly tone?: 'info' | 'good' | 'bad';
}

export function ProgressBar({ label, value, max, tone = 'info' }: ProgressBarProps) {
  const share = max > 0 ? Math.min(100, (value / max) * 100) : 0;
  return (
    <div
      className="lf-progress"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={value}
    >
      <div className={`lf-progress-bar lf-progress-${tone}`} style={{ width: `${share}%` }} />
    </div>
  );
}
