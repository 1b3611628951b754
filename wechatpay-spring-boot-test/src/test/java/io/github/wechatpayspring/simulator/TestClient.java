package io.github.wechatpayspring.simulator;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import javax.crypto.Cipher;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A merchant's client, as small as one can be. Knows nothing of the simulator but its
 * address and the merchant's keys.
 */
final class TestClient {

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final JsonMapper mapper = new JsonMapper();

	private final String baseUrl;

	private final WechatPaySimulator simulator;

	private final SimulatedMerchant merchant;

	private final Clock clock;

	TestClient(WechatPaySimulator simulator) {
		this(simulator, Clock.systemUTC());
	}

	TestClient(WechatPaySimulator simulator, Clock clock) {
		this.baseUrl = simulator.baseUrl();
		this.simulator = simulator;
		this.merchant = simulator.merchant();
		this.clock = clock;
	}

	Reply get(String target) throws IOException {
		return send("GET", target, "", authorization("GET", target, ""));
	}

	Reply post(String path, String body) throws IOException {
		return send("POST", path, body, authorization("POST", path, body));
	}

	Reply postUnderSerial(String serial, String path, String body) throws IOException {
		return exchange(
				request("POST", path, body, authorization("POST", path, body)).setHeader("Wechatpay-Serial", serial));
	}

	Reply postAs(String contentType, String path, String body) throws IOException {
		return exchange(
				request("POST", path, body, authorization("POST", path, body)).setHeader("Content-Type", contentType));
	}

	Reply send(String method, String target, String body, Authorization authorization) throws IOException {
		return exchange(request(method, target, body, authorization));
	}

	HttpRequest.Builder request(String method, String target, String body, Authorization authorization) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.baseUrl + target))
			.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
			.setHeader("Accept", "application/json")
			.setHeader("User-Agent", "test")
			.setHeader("Content-Type", "application/json");
		return request.setHeader("Authorization", authorization.toString());
	}

	Reply exchange(HttpRequest.Builder request) throws IOException {
		try {
			HttpResponse<byte[]> response = this.http.send(request.build(), BodyHandlers.ofByteArray());
			byte[] body = response.body();
			String type = response.headers().firstValue("Content-Type").orElse("");
			JsonNode json = (type.startsWith("application/json") && body.length > 0) ? this.mapper.readTree(body)
					: null;
			return new Reply(response.statusCode(), response, body, json, verifies(response));
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	Authorization authorization(String method, String target, String body) {
		String timestamp = String.valueOf(this.clock.instant().getEpochSecond());
		String nonce = UUID.randomUUID().toString().replace("-", "");
		return authorization(method, target, body, timestamp, nonce);
	}

	Authorization authorization(String method, String target, String body, String timestamp, String nonce) {
		String message = method + "\n" + target + "\n" + timestamp + "\n" + nonce + "\n" + body + "\n";
		Authorization authorization = new Authorization();
		authorization.put("mchid", this.merchant.merchantId());
		authorization.put("nonce_str", nonce);
		authorization.put("signature", sign(this.merchant.privateKeyPem(), message.getBytes(StandardCharsets.UTF_8)));
		authorization.put("timestamp", timestamp);
		authorization.put("serial_no", this.merchant.serialNumber());
		return authorization;
	}

	static String sign(String privateKeyPem, byte[] message) {
		try {
			PrivateKey key = KeyFactory.getInstance("RSA")
				.generatePrivate(new PKCS8EncodedKeySpec(decodePem(privateKeyPem)));
			Signature signature = Signature.getInstance("SHA256withRSA");
			signature.initSign(key);
			signature.update(message);
			return Base64.getEncoder().encodeToString(signature.sign());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	String encrypt(String text) {
		try {
			Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
			cipher.init(Cipher.ENCRYPT_MODE, platformKey());
			return Base64.getEncoder().encodeToString(cipher.doFinal(text.getBytes(StandardCharsets.UTF_8)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private PublicKey platformKey() throws GeneralSecurityException {
		return KeyFactory.getInstance("RSA")
			.generatePublic(new X509EncodedKeySpec(decodePem(this.merchant.platformPublicKeyPem())));
	}

	private PublicKey platformKey(String serial) throws GeneralSecurityException {
		if (serial.equals(this.merchant.platformPublicKeyId())) {
			return platformKey();
		}
		for (String pem : this.simulator.platformCertificatePems()) {
			X509Certificate certificate = certificate(pem);
			if ("%040X".formatted(certificate.getSerialNumber()).equals(serial)) {
				return certificate.getPublicKey();
			}
		}
		throw new GeneralSecurityException("No key " + serial);
	}

	static X509Certificate certificate(String pem) throws GeneralSecurityException {
		return (X509Certificate) CertificateFactory.getInstance("X.509")
			.generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
	}

	private boolean verifies(HttpResponse<byte[]> response) {
		Map<String, String> headers = new HashMap<>();
		response.headers().map().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
		if (!headers.containsKey("wechatpay-serial")) {
			return false;
		}
		long timestamp = Long.parseLong(headers.get("wechatpay-timestamp"));
		if (Math.abs(this.clock.instant().getEpochSecond() - timestamp) >= 300) {
			return false;
		}
		try {
			Signature signature = Signature.getInstance("SHA256withRSA");
			signature.initVerify(platformKey(headers.get("wechatpay-serial")));
			signature
				.update((timestamp + "\n" + headers.get("wechatpay-nonce") + "\n").getBytes(StandardCharsets.UTF_8));
			signature.update(response.body());
			signature.update((byte) '\n');
			return signature.verify(Base64.getDecoder().decode(headers.get("wechatpay-signature")));
		}
		catch (IllegalArgumentException | GeneralSecurityException ex) {
			return false;
		}
	}

	static String segment(String value) {
		return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
	}

	private static byte[] decodePem(String pem) {
		return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
	}

	/**
	 * An {@code Authorization} header whose parts can be changed.
	 */
	static final class Authorization {

		private String scheme = "WECHATPAY2-SHA256-RSA2048";

		private final Map<String, String> fields = new LinkedHashMap<>();

		void put(String name, String value) {
			this.fields.put(name, value);
		}

		Authorization with(String name, String value) {
			this.fields.put(name, value);
			return this;
		}

		Authorization without(String name) {
			this.fields.remove(name);
			return this;
		}

		Authorization scheme(String scheme) {
			this.scheme = scheme;
			return this;
		}

		Authorization reversed() {
			Authorization reversed = new Authorization();
			List<String> names = new ArrayList<>(this.fields.keySet());
			Collections.reverse(names);
			names.forEach((name) -> reversed.put(name, this.fields.get(name)));
			return reversed;
		}

		@Override
		public String toString() {
			StringBuilder header = new StringBuilder(this.scheme + " ");
			this.fields.forEach((name, value) -> header.append(name).append("=\"").append(value).append("\","));
			return header.substring(0, header.length() - 1);
		}

	}

	/**
	 * A response.
	 *
	 * @param status its HTTP status
	 * @param response all of it
	 * @param body its bytes
	 * @param json its body, {@code null} if it is not JSON
	 * @param verified whether it is signed by WeChat Pay
	 */
	record Reply(int status, HttpResponse<byte[]> response, byte[] body, JsonNode json, boolean verified) {

		String text(String name) {
			return this.json.path(name).asString("");
		}

		String code() {
			return text("code");
		}

		String message() {
			return text("message");
		}

		String header(String name) {
			return this.response.headers().firstValue(name).orElse("");
		}

		String number() {
			String requestId = header("Request-ID");
			return requestId.substring(requestId.lastIndexOf('-') + 1);
		}

	}

}
