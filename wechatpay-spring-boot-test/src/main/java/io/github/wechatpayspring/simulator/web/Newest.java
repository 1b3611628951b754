package io.github.wechatpayspring.simulator.web;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a page has room for.
 */
final class Newest {

	private static final int ROOM = 50;

	private Newest() {
	}

	static <T> List<T> first(List<T> oldestFirst) {
		List<T> newest = new ArrayList<>(
				oldestFirst.subList(Math.max(0, oldestFirst.size() - ROOM), oldestFirst.size()));
		Collections.reverse(newest);
		return newest;
	}

}
