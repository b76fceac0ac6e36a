interface ChartScaleProps {
  /** The left and right edges of the drawing area. */
  readonly left: number;
  readonly right: number;
  readonly end: number;
  readonly y: (value: number) => number;
  readonly write: (value: number) => string;
}

/** Zero, half and the maximum, each with a line. */
export const ChartScale = ({ left, right, end, y, write }: ChartScaleProps) => (
  <>
    {[0, end / 2, end].map((value) => (
      <g key={value}>
        <path
          d={`M${left} ${y(value)}H${right}`}
          class={value === 0 ? 'chart-base' : 'chart-grid'}
        />
        <text x={left - 5} y={y(value) + 4} class="chart-note chart-scale">
          {write(value)}
        </text>
      </g>
    ))}
  </>
);
