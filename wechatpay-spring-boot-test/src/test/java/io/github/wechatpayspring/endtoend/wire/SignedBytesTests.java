package io.github.wechatpayspring.endtoend.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.crypto.Cipher;

import io.github.wechatpayspring.WechatPayApiException;
import io.github.wechatpayspring.endtoend.CouponApplication;
import io.github.wechatpayspring.endtoend.RawServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever text an application passes to a call, the bytes that leave the machine are
 * those that were signed, and mean that text; or the call is refused by the name of the
 * field and nothing leaves. The texts are made at random, but the same ones each time.
 */
class SignedBytesTests {

	private static final int TRIES = 45;

	private static final int LONGEST = 8;

	private static final Pattern AUTHORIZATION = Pattern.compile("(\\w+)=\"([^\"]*)\"");

	private static final String[] PIECES = { "a", "Z", "0", "-", "_", "*", "|", "~", ".", "..", "/", "//", "\\", "%",
			"%2F", "%2", "%00", ";", "?", "#", "&", "=", "+", " ", "\"", "'", "<", ">", "`", "^", "@", ":", "!", "$",
			",", "(", "{", "}", "{value}", "[", "]", "\n", "\r\n", "\t", "\u0000", "\u001b", "\u007f", "\u0085",
			"\u00a0", "\u00e9", "e\u0301", "\u00df", "\u0130", "\u2028", "\u202e", "\u200f", "\u0634\u0628", "\u05d0",
			"\u8bf8\u845b", "\uff0f", "\ufeff", "\ufffd", "\uffff", "\ud83d\ude00", "\ud840\udc0b", "\udbff\udfff",
			"\ud83d", "\ude00", "\ude00\ud83d", "null" };

	private static final KeyPair MERCHANT = rsa();

	private static final KeyPair PLATFORM = rsa();

	private static final RawServer server = new RawServer("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");

	private static final List<ConfigurableApplicationContext> applications = Stream
		.of("http-components", "jdk", "simple")
		.map((client) -> start(client, server.baseUrl()))
		.toList();

	private final Random random = new Random(20261120);

	@AfterAll
	static void stop() {
		applications.forEach(ConfigurableApplicationContext::close);
		server.close();
	}

	@ParameterizedTest
	@EnumSource
	void areTheBytesSentAndMeanWhatWasGiven(SentField field) throws Exception {
		int sent = 0;
		for (int attempt = 0; attempt < TRIES; attempt++) {
			String value = (attempt != 0) ? text() : "a|B_*-0";
			sent += isSent(field, applications.get(attempt % applications.size()), value) ? 1 : 0;
		}
		assertThat(sent).isPositive();
	}

	private String text() {
		return Stream.generate(this::piece).limit(1 + this.random.nextInt(LONGEST)).collect(Collectors.joining());
	}

	private String piece() {
		int piece = this.random.nextInt(PIECES.length + PIECES.length / 4);
		return (piece < PIECES.length) ? PIECES[piece]
				: Character.toString(this.random.nextInt(Character.MAX_CODE_POINT + 1));
	}

	private boolean isSent(SentField field, ConfigurableApplicationContext application, String value) throws Exception {
		try {
			field.send(application, value);
		}
		catch (WechatPayApiException ex) {
			RawServer.Request request = server.take();
			assertThat(isSigned(request)).as(() -> "signature with " + escape(value)).isTrue();
			// the application's own paths, queries and texts get a question mark for half
			// of a
			// character, as everywhere in Java
			if (isWellFormed(value) || field.field() != null) {
				assertThat(escape(field.find(request, SignedBytesTests::decrypt))).isEqualTo(escape(value));
			}
			return true;
		}
		catch (IllegalArgumentException ex) {
			assertThat(ex.getMessage()).contains("'" + field.field() + "'");
		}
		assertThat(server.take()).isNull();
		return false;
	}

	private static boolean isWellFormed(String text) {
		return StandardCharsets.UTF_8.newEncoder().canEncode(text);
	}

	private static boolean isSigned(RawServer.Request request) throws GeneralSecurityException {
		Map<String, String> fields = AUTHORIZATION.matcher(request.headers().get("Authorization"))
			.results()
			.collect(Collectors.toMap((field) -> field.group(1), (field) -> field.group(2)));
		ByteArrayOutputStream message = new ByteArrayOutputStream();
		for (String line : List.of(request.method(), request.target(), fields.get("timestamp"),
				fields.get("nonce_str"))) {
			message.writeBytes((line + "\n").getBytes(StandardCharsets.ISO_8859_1));
		}
		message.writeBytes(request.body());
		message.write('\n');
		Signature signature = Signature.getInstance("SHA256withRSA");
		signature.initVerify(MERCHANT.getPublic());
		signature.update(message.toByteArray());
		return signature.verify(Base64.getDecoder().decode(fields.get("signature")));
	}

	private static String decrypt(String ciphertext) {
		try {
			Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
			cipher.init(Cipher.DECRYPT_MODE, PLATFORM.getPrivate());
			return new String(cipher.doFinal(Base64.getDecoder().decode(ciphertext)), StandardCharsets.UTF_8);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String escape(String text) {
		return text.chars()
			.mapToObj((unit) -> (unit > ' ' && unit < 0x7f) ? Character.toString(unit) : "\\u%04x".formatted(unit))
			.collect(Collectors.joining());
	}

	static ConfigurableApplicationContext start(String httpClient, String baseUrl) {
		return new SpringApplicationBuilder(CouponApplication.class)
			.properties("spring.main.web-application-type=none", "spring.main.banner-mode=off")
			.run("--spring.http.clients.imperative.factory=" + httpClient,
					"--wechatpay.merchant-id=" + CouponApplication.MERCHANT_ID,
					"--wechatpay.merchant-serial-number=408B07E79B8269FEC3D5D3E6AB8ED163A6A380DB",
					"--wechatpay.merchant-private-key=" + pem("PRIVATE KEY", MERCHANT.getPrivate().getEncoded()),
					"--wechatpay.platform-public-key-id=PUB_KEY_ID_0114232134912410000000000000",
					"--wechatpay.platform-public-key=" + pem("PUBLIC KEY", PLATFORM.getPublic().getEncoded()),
					"--wechatpay.appid=wxd678efh567hg6787", "--wechatpay.client.base-url=" + baseUrl,
					"--wechatpay.client.retry.enabled=false");
	}

	private static String pem(String label, byte[] der) {
		return "-----BEGIN %s-----%s-----END %s-----".formatted(label, Base64.getEncoder().encodeToString(der), label);
	}

	private static KeyPair rsa() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
			generator.initialize(2048);
			return generator.generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
