package io.github.wechatpayspring.diagnosis;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.wechatpayspring.BilingualText;
import io.github.wechatpayspring.client.customizer.CustomizerProbe;
import io.github.wechatpayspring.client.customizer.Interference;

/**
 * Whether the application's customizers of the client let calls pass. Without a result if
 * they do.
 */
final class CustomizerCheck {

	private static final Check CHECK = new Check("WechatPayRestClientCustomizer of the application",
			"应用的 WechatPayRestClientCustomizer", "Interceptors and initializers that add headers and look at calls.",
			"拦截器和初始化器只添加请求头、只读取请求和应答。");

	private static final BilingualText REMEDY = new BilingualText(
			"Let interceptors of a WechatPayRestClientCustomizer execute the request once, as it is, and return its response; they may set other headers.",
			"WechatPayRestClientCustomizer 的拦截器应原样执行请求一次并返回其应答，只可设置其他请求头。");

	private CustomizerCheck() {
	}

	static List<DiagnosticResult> run(WechatPayDiagnostics.Connection connection) {
		Set<Interference> found;
		try {
			found = BoundedTask.run(() -> CustomizerProbe.run(connection.customizer(), connection.baseUrl()),
					connection.timeout());
		}
		catch (Exception ex) {
			found = Set.of(Interference.FAILS);
		}
		if (found.isEmpty()) {
			return List.of();
		}
		BilingualText text = new BilingualText(
				found.stream().map(CustomizerCheck::english).collect(Collectors.joining(" ")),
				found.stream().map(CustomizerCheck::chinese).collect(Collectors.joining()));
		return List.of((found.stream().anyMatch(Interference::preventsCalls)) ? CHECK.failed(text, REMEDY)
				: CHECK.warning(text, REMEDY));
	}

	private static String english(Interference interference) {
		return switch (interference) {
			case FAILS -> "One fails, so nothing is sent.";
			case RESPONDS -> "One responds itself, so nothing is sent.";
			case CHANGES_REQUEST -> "One changes method, URI or body, so nothing is sent.";
			case SETS_RESERVED_HEADERS -> "One sets headers that belong to the starter, which is ignored.";
			case SENDS_TWICE -> "One sends the request again, which is refused.";
			case FAILS_AFTERWARDS -> "One fails after the response came, which is ignored.";
		};
	}

	private static String chinese(Interference interference) {
		return switch (interference) {
			case FAILS -> "有拦截器抛出异常，请求不会发送。";
			case RESPONDS -> "有拦截器自行应答，请求不会发送。";
			case CHANGES_REQUEST -> "有拦截器改动了请求方法、URI 或请求体，请求不会发送。";
			case SETS_RESERVED_HEADERS -> "有定制设置了由 starter 管理的请求头，不生效。";
			case SENDS_TWICE -> "有拦截器重复发送请求，已被拒绝。";
			case FAILS_AFTERWARDS -> "有拦截器在收到应答后抛出异常，不生效。";
		};
	}

}
