package io.github.wechatpayspring.benchmarks;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.util.Arrays;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import org.jspecify.annotations.Nullable;

/**
 * What this JVM has used since it was started.
 *
 * @param time when this was read
 * @param cpuNanos CPU time
 * @param bytes what was allocated; before Java 21 by threads that are still alive
 * @param gcs how often garbage was collected
 * @param gcMillis how long that took
 */
record Usage(long time, long cpuNanos, long bytes, long gcs, long gcMillis) {

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private static final OperatingSystemMXBean SYSTEM = (OperatingSystemMXBean) ManagementFactory
		.getOperatingSystemMXBean();

	private static final @Nullable Method TOTAL_ALLOCATED_BYTES = totalAllocatedBytes();

	static Usage now() {
		long gcs = 0;
		long gcMillis = 0;
		for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
			gcs += collector.getCollectionCount();
			gcMillis += collector.getCollectionTime();
		}
		return new Usage(System.nanoTime(), SYSTEM.getProcessCpuTime(), allocated(), gcs, gcMillis);
	}

	private static long allocated() {
		if (TOTAL_ALLOCATED_BYTES != null) {
			try {
				return (long) TOTAL_ALLOCATED_BYTES.invoke(THREADS);
			}
			catch (ReflectiveOperationException ex) {
				throw new IllegalStateException(ex);
			}
		}
		return Arrays.stream(THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds()))
			.filter((bytes) -> bytes > 0)
			.sum();
	}

	private static @Nullable Method totalAllocatedBytes() {
		try {
			return ThreadMXBean.class.getMethod("getTotalThreadAllocatedBytes");
		}
		catch (NoSuchMethodException ex) {
			return null;
		}
	}

}
