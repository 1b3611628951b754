package io.github.wechatpayspring.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The driver's end of the process of one client, with what was measured of it.
 */
final class ClientProcess implements AutoCloseable {

	// connections that were idle for too long are opened again before it is measured
	private static final Duration LEAD = Duration.ofMillis(400);

	private final Variant variant;

	private final ChildProcess process;

	private final List<Slice> slices = new ArrayList<>();

	private long connections;

	ClientProcess(Variant variant, ChildProcess process) {
		this.variant = variant;
		this.process = process;
	}

	void warmUp(int callers, Duration duration) throws IOException {
		start(callers, duration);
		this.process.receive();
	}

	void turn(ChildProcess server, int callers, Duration duration) throws IOException {
		start(callers, duration);
		long before = connections(server);
		this.slices.add(Slice.parse(this.process.receive()));
		this.connections += connections(server) - before;
	}

	private void start(int callers, Duration duration) throws IOException {
		this.process.ask("slice %s %d %d %d".formatted(this.variant, callers, LEAD.toMillis(), duration.toMillis()));
	}

	private static long connections(ChildProcess server) throws IOException {
		return Long.parseLong(server.ask("connections"));
	}

	Result result() throws IOException {
		return new Result(this.variant, this.slices, this.connections, Long.parseLong(this.process.ask("heap")));
	}

	@Override
	public void close() {
		this.process.close();
	}

}
