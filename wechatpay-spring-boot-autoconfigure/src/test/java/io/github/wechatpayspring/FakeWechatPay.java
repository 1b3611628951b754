package io.github.wechatpayspring;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.crypto.Cipher;

import io.github.wechatpayspring.client.RestClientPipeline;
import io.github.wechatpayspring.client.WechatPayClient;
import io.github.wechatpayspring.client.resilience.CallGuards;
import io.github.wechatpayspring.client.resilience.RetrySettings;
import io.github.wechatpayspring.client.resilience.WechatPayHosts;
import io.github.wechatpayspring.client.service.ServiceProxyFactory;
import io.github.wechatpayspring.key.MerchantCredentials;
import io.github.wechatpayspring.key.RsaRequestSigner;
import io.github.wechatpayspring.key.SignedText;
import io.github.wechatpayspring.key.platform.PlatformKey;
import io.github.wechatpayspring.key.platform.PlatformKeySource;
import io.github.wechatpayspring.key.platform.PlatformKeys;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.mock.http.client.MockClientHttpRequest;
import org.springframework.mock.http.client.MockClientHttpResponse;
import org.springframework.web.client.RestClient;

/**
 * WeChat Pay without a socket: keeps what it receives and answers as it is told.
 */
public final class FakeWechatPay implements ClientHttpRequestFactory {

	public static final Instant NOW = Instant.parse("2026-11-20T04:00:00Z");

	public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

	public static final String MERCHANT_ID = "1900007291";

	public static final String MERCHANT_SERIAL = "408B07E79B8269FEC3D5D3E6AB8ED163A6A380DB";

	public static final String PLATFORM_KEY_ID = "PUB_KEY_ID_0114232134912410000000000000";

	public static final String APPID = "wx233544546545989";

	public static final String REQUEST_ID = "08F78BC2A40610D8061891B7EF58-0";

	public static final KeyPair MERCHANT_KEYS = rsaKeys();

	public static final KeyPair PLATFORM_KEYS = rsaKeys();

	private final URI baseUrl;

	private final List<Received> received = new ArrayList<>();

	private Function<Received, Answer> answers = (request) -> Answer.signed("{}");

	public FakeWechatPay() {
		this("https://api.mch.weixin.qq.com");
	}

	public FakeWechatPay(String baseUrl) {
		this.baseUrl = URI.create(baseUrl);
	}

	public FakeWechatPay answer(Answer answer) {
		return answer((request) -> answer);
	}

	public FakeWechatPay answer(Function<Received, Answer> answers) {
		this.answers = answers;
		return this;
	}

	public List<Received> received() {
		return this.received;
	}

	public Received onlyRequest() {
		if (this.received.size() != 1) {
			throw new AssertionError("Expected one request, but there were " + this.received.size());
		}
		return this.received.get(0);
	}

	public RestClient restClient() {
		return restClient((builder) -> {
		});
	}

	public RestClient restClient(Consumer<RestClient.Builder> customizer) {
		return pipeline(this.baseUrl).build(RestClient.builder().requestFactory(this), customizer, CallGuards.none());
	}

	public WechatPayClient client() {
		return new WechatPayClient(restClient(), this.baseUrl, MERCHANT_ID, APPID);
	}

	public WechatPayClient clientWithoutAppid() {
		return new WechatPayClient(restClient(), this.baseUrl, MERCHANT_ID, null);
	}

	/**
	 * Return a client that retries at once.
	 * @param attempts how often a call is sent at most
	 * @return the client
	 */
	public WechatPayClient client(int attempts) {
		RetrySettings retry = new RetrySettings(attempts > 1, attempts, Duration.ofMinutes(1), Duration.ZERO,
				Duration.ZERO, 1);
		RestClient restClient = pipeline(this.baseUrl).build(RestClient.builder().requestFactory(this), (builder) -> {
		}, new CallGuards(null, retry, Map.of(), null));
		return new WechatPayClient(restClient, this.baseUrl, MERCHANT_ID, APPID);
	}

	/**
	 * Return a service that calls this.
	 * @param <S> the service
	 * @param type its type
	 * @return the service of a merchant with an appid
	 */
	public <S> S service(Class<S> type) {
		return service(type, client());
	}

	public static <S> S service(Class<S> type, WechatPayClient client) {
		return new ServiceProxyFactory(CLOCK).create(type, client);
	}

	@Override
	public ClientHttpRequest createRequest(URI uri, HttpMethod method) {
		return new MockClientHttpRequest(method, uri) {
			@Override
			protected ClientHttpResponse executeInternal() {
				Received request = new Received(method.name(), uri, HttpHeaders.copyOf(getHeaders()), getBodyAsBytes());
				FakeWechatPay.this.received.add(request);
				return FakeWechatPay.this.answers.apply(request);
			}
		};
	}

	public static RestClientPipeline pipeline(URI baseUrl) {
		return new RestClientPipeline(credentials(), platformKeys(), new WechatPayHosts(baseUrl, null, CLOCK), CLOCK);
	}

	public static MerchantCredentials credentials() {
		return new MerchantCredentials(MERCHANT_ID, MERCHANT_SERIAL, new RsaRequestSigner(MERCHANT_KEYS.getPrivate()));
	}

	public static PlatformKeySource platformKeys() {
		PlatformKeys keys = PlatformKeys.of(new PlatformKey(PLATFORM_KEY_ID, (RSAPublicKey) PLATFORM_KEYS.getPublic()));
		return () -> keys;
	}

	public static KeyPair rsaKeys() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
			generator.initialize(2048);
			return generator.generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public static byte[] sign(KeyPair keys, byte[] message) {
		return new RsaRequestSigner(keys.getPrivate()).sign(message);
	}

	public static boolean verifies(PublicKey key, byte[] message, byte[] signature) {
		try {
			Signature verification = Signature.getInstance("SHA256withRSA");
			verification.initVerify(key);
			verification.update(message);
			return verification.verify(signature);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Read a sensitive field as WeChat Pay does.
	 * @param ciphertext the field
	 * @return its plain text
	 */
	public static String decrypt(String ciphertext) {
		return decrypt(PLATFORM_KEYS, ciphertext);
	}

	public static String decrypt(KeyPair keys, String ciphertext) {
		try {
			Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
			cipher.init(Cipher.DECRYPT_MODE, keys.getPrivate());
			return new String(cipher.doFinal(Base64.getDecoder().decode(ciphertext)), StandardCharsets.UTF_8);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A request as it arrived.
	 *
	 * @param method the method
	 * @param uri the URI, encoded as it was sent
	 * @param headers the headers
	 * @param bytes the body
	 */
	public record Received(String method, URI uri, HttpHeaders headers, byte[] bytes) {

		private static final Pattern FIELD = Pattern.compile("(\\w+)=\"([^\"]*)\"");

		public String body() {
			return new String(this.bytes, StandardCharsets.UTF_8);
		}

		public String header(String name) {
			return String.join("|", this.headers.getOrEmpty(name));
		}

		/**
		 * Return the fields of the Authorization header.
		 * @return the fields by name
		 */
		public Map<String, String> authorization() {
			return FIELD.matcher(header("Authorization"))
				.results()
				.collect(Collectors.toMap((field) -> field.group(1), (field) -> field.group(2)));
		}

		/**
		 * Tell whether the request was signed as WeChat Pay sees it.
		 * @param target path and query behind a gateway
		 * @return whether the signature verifies
		 */
		public boolean isSignedFor(String target) {
			Map<String, String> fields = authorization();
			byte[] message = SignedText.of(this.bytes, this.method, target, fields.get("timestamp"),
					fields.get("nonce_str"));
			return verifies(MERCHANT_KEYS.getPublic(), message, Base64.getDecoder().decode(fields.get("signature")));
		}

	}

	/**
	 * An answer of WeChat Pay, to be changed by tests.
	 */
	public static final class Answer extends MockClientHttpResponse {

		private final byte[] bytes;

		private boolean closed;

		private boolean read;

		private Answer(int status, byte[] bytes) {
			super(bytes, status);
			this.bytes = bytes;
			getHeaders().set("Content-Type", "application/json");
			getHeaders().set("Request-ID", REQUEST_ID);
		}

		public static Answer unsigned(int status, String body) {
			return new Answer(status, body.getBytes(StandardCharsets.UTF_8));
		}

		public static Answer signed(String body) {
			return signed(200, body);
		}

		public static Answer signed(int status, String body) {
			return unsigned(status, body).signedBy(PLATFORM_KEYS, PLATFORM_KEY_ID, NOW);
		}

		public Answer signedBy(KeyPair keys, String keyId, Instant time) {
			String timestamp = Long.toString(time.getEpochSecond());
			String nonce = "d824f2e086d3c1df967785d13fcd22ef";
			byte[] signature = FakeWechatPay.sign(keys, SignedText.of(this.bytes, timestamp, nonce));
			return header("Wechatpay-Serial", keyId).header("Wechatpay-Timestamp", timestamp)
				.header("Wechatpay-Nonce", nonce)
				.header("Wechatpay-Signature", Base64.getEncoder().encodeToString(signature));
		}

		public Answer header(String name, String... values) {
			getHeaders().put(name, Arrays.asList(values));
			return this;
		}

		public Answer without(String name) {
			getHeaders().remove(name);
			return this;
		}

		@Override
		public InputStream getBody() throws IOException {
			this.read = true;
			return super.getBody();
		}

		public boolean isRead() {
			return this.read;
		}

		public boolean isClosed() {
			return this.closed;
		}

		@Override
		public void close() {
			this.closed = true;
			boolean readBefore = this.read;
			super.close();
			this.read = readBefore;
		}

	}

}
