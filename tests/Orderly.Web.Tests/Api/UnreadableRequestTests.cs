using System.Net;
using System.Text;
using Orderly.Web.Tests.Hosting;
using static Orderly.Web.Tests.Hosting.ApiCalls;

namespace Orderly.Web.Tests.Api;

public sealed class UnreadableRequestTests(WebHost host) : IClassFixture<WebHost>
{
    [Theory]
    [InlineData("jobs/activate", "{}", 400, "Expected 'type' as text and 'worker' as text, but they are missing")]
    [InlineData("messages", "{}", 400, "Expected 'name' as text and 'key' as text and 'facility' as a whole number")]
    [InlineData("instances", """{"facility":1}""", 400, "Expected 'process' as text, but it is missing")]
    [InlineData("instances", """{"process":null,"facility":1}""", 400, "Expected 'process' as text")]
    [InlineData("instances", """{"process":"discharge","facility":"x"}""", 400, "Expected 'facility' as a whole number")]
    [InlineData("instances", """{"process":"discharge","facility":1,"variabels":{}}""", 400, "but there is 'variabels'")]
    [InlineData("instances", """{"process":""", 400, "Expected JSON, but line 1")]
    [InlineData("instances", "[]", 400, "Expected a JSON object of 'process', 'facility'")]
    [InlineData("instances", "", 400, "Expected a JSON body, but there is none")]
    [InlineData("instances", """{"process":"discharge","facility":99}""", 422, "Expected 'facility' as a facility of the organisation, but there is no 99")]
    [InlineData("instances", """{"process":"discharge","facility":1,"variables":{"n":1e999999}}""", 422, "Expected 'n' as a number")]
    [InlineData("instances", """{"process":"discharge","facility":1,"variables":{"\ud800":1}}""", 422, "half a character")]
    [InlineData("instances", """{"process":"discharge","facility":1,"variables":3}""", 422, "Expected 'variables' as an object, but it is a number")]
    [InlineData("messages", """{"name":"n","key":"k","facility":99}""", 422, "there is no 99")]
    [InlineData("instances", """{"process":"discharge","facility":1,"variables":{"due":{"@feel":"date","value":"2026-02-30"}}}""", 422, "Expected a date, but it is \"2026-02-30\", in the variable 'due'")]
    [InlineData("instances", """{"process":"discharge","facility":1,"variables":{"due":[{"@feel":"banana","value":"x"}]}}""", 422, "but it is 'banana', in the variable 'due'")]
    [InlineData("messages", """{"name":"n","key":"k","facility":1,"variables":{"due":{"@feel":"date","value":"2026-02-30"}}}""", 422, "Expected a date, but it is \"2026-02-30\", in the variable 'due'")]
    [InlineData("jobs/0190a0a0-0000-7000-8000-000000000000/complete", """{"variables":{"due":{"@feel":"banana","value":"x"}}}""", 422, "but it is 'banana', in the variable 'due'")]
    [InlineData("messages", """{"name":"n","key":"k","facility":1,"timeToLive":1e308}""", 422, "Expected 'timeToLive' as 0 to 2592000 seconds, but it is 1E+308")]
    [InlineData("messages", """{"name":"n","key":"k","facility":1,"timeToLive":NaN}""", 400, "Expected JSON")]
    [InlineData("messages", """{"name":"n","key":"k","facility":1,"timeToLive":"NaN"}""", 422, "Expected 'timeToLive' as 0 to 2592000 seconds, but it is NaN")]
    [InlineData("messages", """{"name":"n","key":"k","facility":1,"timeToLive":true}""", 400, "Expected 'timeToLive' as a number")]
    [InlineData("instances", """{"process":"\ud800","facility":1}""", 400, "Expected 'process' as text")]
    [InlineData("instances", """{"process":"discharge","facility":1,"\ud800":1}""", 400, "Expected")]
    [InlineData("jobs/activate", """{"type":"t","worker":"w","lease":1e308}""", 422, "Expected 'lease' as 1 to 86400 seconds")]
    [InlineData("jobs/activate", """{"type":"t","worker":"w","wait":-1e308}""", 422, "Expected 'wait' as 0 to 60 seconds")]
    [InlineData("jobs/0190a0a0-0000-7000-8000-000000000000/fail", """{"message":"m","retriesLeft":1,"wait":1e308}""", 422, "Expected 'wait' as 0 to 2592000 seconds")]
    public async Task Body_that_cannot_be_taken_is_refused_in_the_api_s_words(string path, string body, int status, string told)
    {
        using var worker = host.Api(WebHost.WorkerToken);

        var detail = await Detail(await SendText(worker, $"/api/v1/{path}", body, key: Guid.NewGuid().ToString("N")), (HttpStatusCode)status);

        detail.ShouldContain(told);
        detail.ShouldNotContain("System.");
        detail.ShouldNotContain("Orderly.");
        detail.ShouldNotContain("Request");
    }

    [Fact]
    public async Task Query_of_the_wrong_kind_is_refused_without_the_name_of_a_type()
    {
        using var pharmacist = host.ApiOf("p-nair");

        (await Detail(await pharmacist.GetAsync("/api/v1/tasks?queue=abc"), HttpStatusCode.BadRequest)).ShouldBe("Expected 'queue' as a whole number, but it is 'abc'");
    }

    [Fact]
    public async Task Body_of_another_media_type_is_told_which_one_is_read()
    {
        using var worker = host.Api(WebHost.WorkerToken);
        using var text = new StringContent("hello", Encoding.UTF8, "text/plain");

        var told = await Problem(await worker.PostAsync("/api/v1/instances", text), HttpStatusCode.UnsupportedMediaType);

        told["type"]!.GetValue<string>().ShouldBe("urn:orderly:problem:unsupported-media-type");
        told["detail"]!.GetValue<string>().ShouldContain("application/json");
    }

    [Theory]
    [InlineData("Bearer not-a-token")]
    [InlineData("Basic dTpw")]
    [InlineData("Bearer ")]
    public async Task Unknown_token_is_told_so_and_not_to_sign_in(string header)
    {
        using var program = new HttpClient { BaseAddress = host.Address };
        program.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);

        var detail = await Detail(await program.GetAsync("/api/v1/clock"), HttpStatusCode.Unauthorized);

        detail.ShouldStartWith("Expected a known token");
        detail.ShouldNotContain("Sign in");
    }

    [Theory]
    [InlineData("multipart/form-data", "--x\r\n")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.form\"\r\n\r\n{ \"id\"")]
    public async Task Deployment_cut_off_or_without_a_boundary_is_the_sender_s_fault(string type, string body)
    {
        using var operation = host.Api(WebHost.OperatorToken);
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        (await Detail(await operation.PostAsync("/api/v1/deployments", content), HttpStatusCode.BadRequest)).ShouldStartWith("Expected a whole form");
    }
}
