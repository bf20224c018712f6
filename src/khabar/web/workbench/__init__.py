"""The analyst's workbench: the chart with its evidence, the timeline, findings."""
