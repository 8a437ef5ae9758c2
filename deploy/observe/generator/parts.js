// The panel types of all dashboards. Every panel has a title and a unit.
import * as dashboard from '@grafana/grafana-foundation-sdk/dashboard';
import * as bargauge from '@grafana/grafana-foundation-sdk/bargauge';
import * as heatmap from '@grafana/grafana-foundation-sdk/heatmap';
import * as prometheus from '@grafana/grafana-foundation-sdk/prometheus';
import * as stat from '@grafana/grafana-foundation-sdk/stat';
import * as table from '@grafana/grafana-foundation-sdk/table';
import * as timeseries from '@grafana/grafana-foundation-sdk/timeseries';

const SOURCE = { type: 'prometheus', uid: '${datasource}' };
const TENANT = 'tenant=~"$tenant"';

export { TENANT };

/** A query and what its lines are called. */
export const q = (expr, legend = '') => ({ expr, legend });

function target({ expr, legend }, index, instant = false) {
  const query = new prometheus.DataqueryBuilder()
    .refId(String.fromCharCode(65 + index))
    .expr(expr)
    .legendFormat(legend || '__auto');
  return instant ? query.instant() : query.range();
}

function panel(builder, title, unit, queries, { width = 8, height = 7, about, instant } = {}) {
  builder.title(title).unit(unit).datasource(SOURCE).span(width).height(height);
  if (about) builder.description(about);
  queries.forEach((query, index) => builder.withTarget(target(query, index, instant)));
  return builder;
}

/** Limits from which on a figure is yellow and red; a figure that should be high has them falling. */
function colours(builder, [yellow, red]) {
  const steps =
    yellow < red
      ? [[null, 'green'], [yellow, 'yellow'], [red, 'red']]
      : [[null, 'red'], [red, 'yellow'], [yellow, 'green']];
  return builder.thresholds(
    new dashboard.ThresholdsConfigBuilder()
      .mode(dashboard.ThresholdsMode.Absolute)
      .steps(steps.map(([value, color]) => ({ value, color }))),
  );
}

export function lines(title, unit, queries, options = {}) {
  const builder = panel(new timeseries.PanelBuilder(), title, unit, queries, options)
    .fillOpacity(options.stacked ? 30 : 5)
    .min(0);
  return options.stacked
    ? builder.stacking({ build: () => ({ mode: 'normal', group: 'A' }) })
    : builder;
}

/** A figure now, with its past behind it. */
export function figure(title, unit, expr, limits, options = {}) {
  const builder = panel(new stat.PanelBuilder(), title, unit, [q(expr, options.legend)], {
    width: 4,
    height: 4,
    ...options,
  }).colorMode('background');
  return colours(builder, limits);
}

/** Lights: 1 is green. */
export function lights(title, queries, options = {}) {
  const builder = panel(new stat.PanelBuilder(), title, 'bool_on_off', queries, {
    instant: true,
    width: 12,
    height: 5,
    ...options,
  })
    .colorMode('background')
    .textMode('name');
  return colours(builder, [1, 0.5]);
}

export function bars(title, unit, queries, limits, options = {}) {
  const builder = panel(new bargauge.PanelBuilder(), title, unit, queries, {
    instant: true,
    ...options,
  })
    .orientation('horizontal')
    .displayMode('basic');
  return colours(builder, limits);
}

export function spread(title, unit, expr, options = {}) {
  const builder = new heatmap.PanelBuilder()
    .title(title)
    .unit(unit)
    .datasource(SOURCE)
    .span(options.width ?? 12)
    .height(options.height ?? 8);
  return builder.withTarget(
    new prometheus.DataqueryBuilder().refId('A').expr(expr).legendFormat('{{le}}').format('heatmap').range(),
  );
}

export function list(title, unit, queries, options = {}) {
  return panel(new table.PanelBuilder(), title, unit, queries, { instant: true, ...options });
}

export const row = (title) => new dashboard.RowBuilder(title);

/** A dashboard; parts are rows and panels in their order. */
export function board(uid, title, about, parts, { tenant = true } = {}) {
  const made = new dashboard.DashboardBuilder(title)
    .uid(uid)
    .description(about)
    .tags(['wabridge'])
    .refresh('30s')
    .time({ from: 'now-3h', to: 'now' })
    .timezone('browser')
    .tooltip(dashboard.DashboardCursorSync.Crosshair)
    .withVariable(
      new dashboard.DatasourceVariableBuilder('datasource').label('Prometheus').type('prometheus'),
    );
  if (tenant) {
    made.withVariable(
      new dashboard.QueryVariableBuilder('tenant')
        .label('Tenant')
        .datasource(SOURCE)
        .query('label_values(bridge_messages_received_total, tenant)')
        .refresh(dashboard.VariableRefresh.OnTimeRangeChanged)
        .multi(true)
        .includeAll(true)
        .allValue('.*')
        .current({ selected: true, text: ['All'], value: ['$__all'] }),
    );
  }
  made.annotation(
    new dashboard.AnnotationQueryBuilder()
      .name('Deployments')
      .datasource(SOURCE)
      .enable(true)
      .iconColor('blue')
      .expr('count by (version, commit) (bridge_build_info) unless count by (version, commit) (bridge_build_info offset 5m)')
      .titleFormat('{{version}} {{commit}}'),
  );
  for (const part of parts) {
    if (part instanceof dashboard.RowBuilder) made.withRow(part);
    else made.withPanel(part);
  }
  return made.build();
}
