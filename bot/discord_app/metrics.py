"""The measures as Prometheus reads them: events, decisions, latency, loop lag, database; no word and no member."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.discord_app.measures import Kind, Measures, Watch
from bot.domain.core.reply import Reply

SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
LAG_SECONDS = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0)


class Metrics(Measures):
    """One for each bot, in a registry of its own."""

    def __init__(self, watch: Watch) -> None:
        self._registry = CollectorRegistry()
        self._registry.register(_StorageCollector(watch))
        self._seconds = Histogram(
            "bot_event_seconds", "What a member did, and how long all took that came of it.",
            ["kind"], buckets=SECONDS, registry=self._registry,
        )  # fmt: skip
        self._replies = Counter(
            "bot_replies", "Replies by decision and kind.", ["decision", "kind"], registry=self._registry
        )
        self._lag = Histogram(
            "bot_loop_lag_seconds", "How late the event loop came round.", buckets=LAG_SECONDS, registry=self._registry
        )
        self._connected = Gauge("bot_connected", "Whether the gateway is connected.", registry=self._registry)

    def took(self, kind: Kind, seconds: float) -> None:
        self._seconds.labels(kind).observe(seconds)

    def replied(self, reply: Reply) -> None:
        self._replies.labels(reply.decision, reply.kind).inc()

    def text(self, *, connected: bool) -> bytes:
        """As Prometheus reads it."""
        self._connected.set(connected)
        return generate_latest(self._registry)

    def late(self, seconds: float) -> None:
        """The event loop came round so much later than it should."""
        self._lag.observe(max(0.0, seconds))


class _StorageCollector(Collector):
    """Reads the database's own counts, and the age of the newest backup, when somebody looks."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch

    def collect(self) -> Iterator[Metric]:
        work, backup = self._watch.work, self._watch.newest_backup()
        yield GaugeMetricFamily("bot_database_waiting", "Calls not done yet.", value=work.waiting)
        yield CounterMetricFamily("bot_database_calls", "Calls done.", value=work.done)
        yield CounterMetricFamily("bot_database_failures", "Calls that failed.", value=work.failed)
        yield CounterMetricFamily("bot_saved_rows", "Rows written, changed, removed.", value=work.saved)
        if backup is not None:
            age = (datetime.now(UTC) - backup).total_seconds()
            yield GaugeMetricFamily("bot_backup_age_seconds", "Since the newest backup.", value=age)
