package io.github.wechatpayspring.api;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DescriptionsTests {

	private static final Path DIRECTORY = Path.of("");

	static List<Path> documents() throws IOException {
		try (Stream<Path> files = Files.list(DIRECTORY)) {
			return files.filter((file) -> file.toString().endsWith(".yaml")).sorted().toList();
		}
	}

	@ParameterizedTest
	@MethodSource("documents")
	void areValidOpenApi(Path document) throws IOException {
		ParseOptions options = new ParseOptions();
		options.setResolve(true);
		var result = new OpenAPIV3Parser().readContents(Files.readString(document), null, options);
		assertThat(result.getMessages()).isEmpty();
		assertThat(result.getOpenAPI().getOpenapi()).isEqualTo("3.1.0");
		assertThat(result.getOpenAPI().getPaths()).isNotEmpty();
	}

	@Test
	void describeEveryCallOnce() throws IOException {
		List<Operation> operations = Descriptions.read(DIRECTORY).operations();
		assertThat(operations).hasSizeGreaterThanOrEqualTo(48);
		assertThat(operations).extracting(Operation::id).doesNotHaveDuplicates();
		assertThat(operations).extracting((operation) -> operation.httpMethod() + " " + operation.path())
			.doesNotHaveDuplicates()
			.contains("POST /v3/marketing/busifavor/coupons/{card_id}/send",
					"POST /v3/marketing/favor/users/{openid}/coupons", "GET /v3/marketing/favor/users/{openid}/coupons",
					"POST /v3/multiuse/users/{openid}/coupons", "POST /v3/marketing/busifavor/product-coupons/send");
	}

	@Test
	void sayWhatMakesEveryCallRepeatable() throws IOException {
		for (Operation operation : Descriptions.read(DIRECTORY).operations()) {
			assertThat(operation.kind()).as(operation.id()).isIn("READ", "NUMBER", "STATE", "FREE");
			assertThat(operation.kind().equals("READ")).as(operation.id())
				.isEqualTo(operation.httpMethod().equals("GET"));
			assertThat(operation.number() != null).as(operation.id()).isEqualTo(operation.kind().equals("NUMBER"));
			if (operation.number() != null && operation.request() != null) {
				assertThat(operation.request().field(operation.number()).required()).as(operation.id()).isTrue();
			}
		}
	}

	@Test
	void nameTheFieldThatIsMissing() {
		assertMistake(CALL.replace("description: the merchant's number", "title: y"),
				"test.yaml > components > schemas > SendRequest > properties > out_request_no has no 'description'");
	}

	@Test
	void nameTheReferenceThatLeadsNowhere() {
		assertMistake(CALL.replace("schemas/SendResponse'", "schemas/Other'"),
				"refers to what is not described: #/components/schemas/Other");
	}

	@Test
	void nameTheTagThatIsNotDescribed() {
		assertMistake(CALL.replace("tags: [coupons]", "tags: [other]"), "has a tag that is not described: 'other'");
	}

	@Test
	void nameTheRequiredPropertyThatIsNotThere() {
		assertMistake(CALL.replace("required: [out_request_no, amount]", "required: [amount, openid]"),
				"requires a property that it has not: 'openid'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "type: number", "type: file" })
	void nameTheTypeThatIsNotKnown(String type) {
		assertMistake(CALL.replace("type: boolean", type), "has a type that is not known: " + type.substring(6));
	}

	@Test
	void nameTheWordThatIsMisspelt() {
		assertMistake(CALL.replace("x-max-bytes: 128", "x-max-byte: 128"),
				"/v3/users/{openid}/coupons > post > parameters has an extension that is not known: x-max-byte");
		assertMistake(CALL.replace("maxLength: 20", "maxLenght: 20"),
				"SendRequest > properties > comment has a keyword that is not known: maxLenght");
		assertMistake(CALL.replace("{method: send,", "{methode: send,"), "has an 'x-java' that is not known: methode");
		assertMistake(CALL.replace("when: {kind: MEMBER}, required:", "all-of:"),
				"SendRequest > x-rules[0] is a rule that is not known: [all-of]");
	}

	private static void assertMistake(String document, String message) {
		assertThatExceptionOfType(DescriptionException.class).isThrownBy(() -> generate(document))
			.withMessageContaining(message)
			.withMessageStartingWith("test.yaml");
	}

	@Test
	void generateARequestThatChecksItself() {
		assertThat(generate(CALL).get("SendRequest")).contains("public record SendRequest(@JsonIgnore String openid,",
				"RequestFields.pathSegment(\"openid\", openid, 128);",
				"RequestFields.requestNumber(\"outRequestNo\", outRequestNo, 64);",
				"RequestFields.characters(\"comment\", comment, 1, 20);", "RequestFields.required(\"amount\", amount);",
				"RequestFields.range(\"amount\", amount, 1, 100);",
				"tags = RequestFields.optionalList(\"tags\", tags, 0, 2);", "@Sensitive @Nullable String userName",
				"@JsonProperty(\"switch\") @Nullable Boolean enabled",
				"throw new IllegalArgumentException(\"'comment' is missing: a 'kind' of MEMBER needs it\");",
				"implements MerchantDefaults<SendRequest>", "merchant.appid(this.appid)",
				"public Builder amount(long amount) {", "public Builder enabled(boolean enabled) {",
				"public Builder enabled(@Nullable Boolean enabled) {");
	}

	@Test
	void generateAFormBesideALength() {
		String changed = CALL.replace("comment: {type: string, maxLength: 20",
				"comment: {type: string, maxLength: 20, pattern: '[a-z]+'");
		assertThat(generate(changed).get("SendRequest")).contains(
				"RequestFields.matching(\"comment\", RequestFields.characters(\"comment\", comment, 1, 20), \"[a-z]+\");");
	}

	@Test
	void generateCommentsInTheWordsOfJava() {
		String changed = CALL.replace("description: a remark",
				"description: 'a remark beside `out_request_no`, without `\\ $ x`; seldom'");
		assertThat(generate(changed).get("SendRequest").replaceAll("\\s+\\* ", " ")).contains(
				"@param comment a remark beside {@code outRequestNo}, without {@code \\ $ x}, at most 20 characters; seldom @param");
	}

	@Test
	void generateAResponseThatKeepsWhatItDoesNotKnow() {
		assertThat(generate(CALL).get("SendResponse")).contains("public record SendResponse(String couponId,",
				"@Nullable Status status", "ResponseFields.required(\"coupon_id\", couponId);", "String requestId",
				"@JsonAnySetter Map<String, @Nullable Object> additionalFields",
				"this(couponId, status, null, ResponseFields.none());");
	}

	@Test
	void generateValuesThatWechatPayMayAddTo() {
		assertThat(generate(CALL).get("Status")).contains("public record Status(",
				"public static final Status RUNNING = new Status(\"running\");");
		assertThat(generate(CALL).get("Kind")).contains("public enum Kind", "NORMAL,", "MEMBER");
	}

	@Test
	void generateAnHttpInterface() {
		assertThat(generate(CALL).get("CouponService")).contains(
				"public interface CouponService extends WechatPayService<CouponService>",
				"@PostExchange(\"/v3/users/{openid}/coupons\")", "operation = \"send\"", "idempotent = true",
				"number = \"outRequestNo\"", "oneAtATime = { \"openid\" }", "SendResponse send(SendRequest request);");
	}

	@Test
	void generateWhatIsNewForAFieldThatIsNew() {
		String changed = CALL.replace("        coupon_id:",
				"        balance: {type: integer, format: int64, description: what is left}\n        coupon_id:");
		assertThat(generate(changed).get("SendResponse")).contains("@Nullable Long balance");
		assertThat(generate(CALL).get("SendResponse")).doesNotContain("balance");
	}

	private static Map<String, String> generate(String document) {
		Node node = Descriptions.document("test.yaml", new StringReader(document));
		return new Generator(Descriptions.of(List.of(node))).files(DIRECTORY)
			.entrySet()
			.stream()
			.collect(Collectors.toMap((file) -> file.getKey().getFileName().toString().replace(".java", ""),
					Map.Entry::getValue, (one, other) -> one, TreeMap::new));
	}

	private static final String CALL = """
			openapi: 3.1.0
			tags:
			  - {name: coupons, description: Issues coupons., x-java: {package: test, service: CouponService}}
			paths:
			  /v3/users/{openid}/coupons:
			    post:
			      operationId: send
			      tags: [coupons]
			      summary: Issue a coupon (发券)
			      x-java: {method: send, request: SendRequest}
			      x-idempotency: {kind: NUMBER, field: out_request_no}
			      x-one-at-a-time: [openid]
			      parameters:
			        - {name: openid, in: path, required: true, description: the user, schema: {type: string}, x-max-bytes: 128}
			      requestBody:
			        content: {application/json: {schema: {$ref: '#/components/schemas/SendRequest'}}}
			      responses:
			        '200':
			          content: {application/json: {schema: {$ref: '#/components/schemas/SendResponse'}}}
			components:
			  schemas:
			    SendRequest:
			      description: Issues a coupon.
			      required: [out_request_no, amount]
			      x-rules:
			        - {when: {kind: MEMBER}, required: [comment]}
			      properties:
			        out_request_no: {type: string, description: the merchant's number, x-max-bytes: 64, x-request-number: true}
			        amount: {type: integer, format: int64, minimum: 1, maximum: 100, description: the amount in fen}
			        comment: {type: string, maxLength: 20, description: a remark}
			        appid: {type: string, description: the appid, x-default: appid}
			        user_name: {type: string, description: the name, x-encrypted: true}
			        tags: {type: array, maxItems: 2, description: tags, items: {type: string}}
			        switch: {type: boolean, description: whether it is on, x-java: {name: enabled}}
			        kind: {$ref: '#/components/schemas/Kind', description: the kind}
			    SendResponse:
			      description: The coupon.
			      required: [coupon_id]
			      properties:
			        coupon_id: {type: string, description: the id}
			        status: {$ref: '#/components/schemas/Status', description: the state}
			    Kind: {type: string, description: Kinds., enum: [NORMAL, MEMBER]}
			    Status: {type: string, description: States., enum: [running, paused]}
			""";

}
