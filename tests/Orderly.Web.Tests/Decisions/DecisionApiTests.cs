using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Orderly.Web.Tests.Hosting;

namespace Orderly.Web.Tests.Decisions;

public sealed class DecisionApiTests(DecisionHost host) : IClassFixture<DecisionHost>
{
    [Fact]
    public async Task A_decision_is_evaluated_and_says_which_version_answered()
    {
        using var nurse = host.Web.ApiOf("j-whitfield");

        var answer = await Asked(nurse, "age-band", new { inputs = new { age = 70 } });

        answer["value"]!.GetValue<string>().ShouldBe("elder");
        answer["failed"]!.GetValue<bool>().ShouldBeFalse();
        answer["trace"].ShouldBeNull();
        var listed = (await nurse.GetFromJsonAsync<JsonArray>("/api/v1/decisions"))!.Single(one => one!["id"]!.GetValue<string>() == "age-band")!;
        listed["version"]!.GetValue<int>().ShouldBe(answer["version"]!.GetValue<int>());
        listed["deployment"]!.GetValue<Guid>().ShouldBe(answer["deployment"]!.GetValue<Guid>());
        listed["inputs"]![0]!.GetValue<string>().ShouldBe("age");
    }

    [Fact]
    public async Task The_trace_on_request_says_why_the_others_did_not_match()
    {
        using var worker = host.Web.Api(WebHost.WorkerToken);

        var trace = (await Asked(worker, "age-band", new { inputs = new { age = 17 }, trace = true }))["trace"]!;

        trace["words"]!.AsArray().Select(line => line!.GetValue<string>().Trim()).ShouldBe(
        [
            "age band is \"child\".", "Seen: age = 17.", "Rule 1 matched: Paediatrics take them.", "Rule 2 did not: age is 17, not [18..64].", "Rule 3 did not: age is 17, not > 64.",
        ]);
        var table = trace["decisions"]![0]!["tables"]![0]!;
        table["rules"]!.AsArray().Select(rule => (rule!["number"]!.GetValue<int>(), rule["matched"]!.GetValue<bool>(), rule["failedTest"]?.GetValue<string>()))
            .ShouldBe([(1, true, null), (2, false, "[18..64]"), (3, false, "> 64")]);
        table["inputs"]![0]!["value"]!.GetValue<int>().ShouldBe(17);
    }

    [Fact]
    public async Task Values_in_the_trace_are_whole_and_only_sentences_are_cut()
    {
        using var worker = host.Web.Api(WebHost.WorkerToken);
        var text = new string('x', 300);

        var answer = await Asked(worker, "age-band", new { inputs = new { age = text }, trace = true });

        var issue = answer["issues"]![0]!;
        issue["place"]!.ToJsonString().ShouldBe("""{"kind":"input","name":"age"}""");
        issue["position"]!.GetValue<int>().ShouldBe(1);
        var echoed = await Asked(worker, "echo", new { inputs = new { text }, trace = true });
        echoed["trace"]!["decisions"]![0]!["value"]!.GetValue<string>().ShouldBe(text);
        echoed["trace"]!["decisions"]![0]!["tables"]![0]!["inputs"]![0]!["value"]!.GetValue<string>().ShouldBe(text);
        echoed["trace"]!["words"]!.AsArray().ShouldAllBe(line => line!.GetValue<string>().Length < 200);
    }

    [Fact]
    public async Task A_decision_is_asked_for_by_its_name_where_no_other_has_it()
    {
        using var worker = host.Web.Api(WebHost.WorkerToken);

        (await Asked(worker, "age band", new { inputs = new { age = 70 } }))["decision"]!.GetValue<string>().ShouldBe("age-band");
        using var two = await ApiCalls.Send(worker, "/api/v1/decisions/same%20name/evaluate", new { });
        (await ApiCalls.Detail(two, HttpStatusCode.NotFound)).ShouldBe("Expected the id of one deployed decision, but the ids 'same-1', 'same-2' have this name");
        using var none = await ApiCalls.Send(worker, "/api/v1/decisions/age-bend/evaluate", new { });
        (await ApiCalls.Detail(none, HttpStatusCode.NotFound)).ShouldStartWith("Expected a deployed decision, but there is no 'age-bend'; there are 'age-band', ");
    }

    [Fact]
    public async Task A_decision_of_which_no_rule_matches_says_so_and_has_not_failed()
    {
        using var worker = host.Web.Api(WebHost.WorkerToken);

        var answer = await Asked(worker, "gap", new { inputs = new { text = "no" } });

        (answer["value"], answer["failed"]!.GetValue<bool>(), answer["issues"]![0]!["code"]!.GetValue<string>()).ShouldBe((null, false, "dmn.no-match"));
    }

    [Fact]
    public async Task Inputs_that_the_decision_does_not_take_are_named_and_a_name_given_twice_is_refused()
    {
        using var worker = host.Web.Api(WebHost.WorkerToken);

        var answer = await Asked(worker, "age-band", new { inputs = new { age = 70, unit = "4W" } });

        answer["value"]!.GetValue<string>().ShouldBe("elder");
        answer["ignored"]!.AsArray().Select(name => name!.GetValue<string>()).ShouldBe(["unit"]);
        using var twice = await ApiCalls.SendText(worker, "/api/v1/decisions/age-band/evaluate", """{"inputs": {"age": 1, "age": 2}}""");
        (await ApiCalls.Detail(twice, HttpStatusCode.UnprocessableEntity)).ShouldBe("Expected each input once, but 'age' is given twice");
    }

    [Fact]
    public async Task An_older_version_still_answers_as_it_did()
    {
        using var worker = host.Web.Api(WebHost.WorkerToken);
        var before = await Asked(worker, "age-band", new { inputs = new { age = 20 } });
        await host.Deploy(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(ModelFile.Bytes("bands.dmn")).Replace("\"adult\"", "\"grown\"", StringComparison.Ordinal)));

        (await Asked(worker, "age-band", new { inputs = new { age = 20 } }))["value"]!.GetValue<string>().ShouldBe("grown");
        (await Asked(worker, "age-band", new { inputs = new { age = 20 }, version = before["version"]!.GetValue<int>() }))["value"]!.GetValue<string>().ShouldBe("adult");
        (await Asked(worker, "age-band", new { inputs = new { age = 20 }, deployment = before["deployment"]!.GetValue<Guid>() }))["value"]!.GetValue<string>().ShouldBe("adult");
        using var none = await ApiCalls.Send(worker, "/api/v1/decisions/age-band/evaluate", new { version = 99 });
        (await ApiCalls.Detail(none, HttpStatusCode.NotFound)).ShouldBe("Expected a deployed decision, but there is no 'age-band' of version 99");
    }

    [Fact]
    public async Task Many_are_evaluated_in_order_and_what_fails_says_why()
    {
        using var worker = host.Web.Api(WebHost.WorkerToken);

        using var answer = await ApiCalls.SendText(worker, "/api/v1/decisions/evaluate", """
            {"evaluations": [
              {"decision": "age-band", "inputs": {"age": 3}},
              {"decision": "next-day", "inputs": {"on": {"@feel": "date", "value": "2026-02-28"}}, "trace": true},
              {"decision": "age-band", "inputs": {"age": "old"}}
            ]}
            """);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        var answers = (await answer.Content.ReadFromJsonAsync<JsonNode>())!["answers"]!.AsArray();
        answers.Select(one => one!["value"]?.GetValue<string>()).ShouldBe(["child", "2026-03-01", null]);
        answers[1]!["trace"]!["words"]![0]!.GetValue<string>().ShouldBe("next day is @\"2026-03-01\".");
        answers[2]!["failed"]!.GetValue<bool>().ShouldBeTrue();
        answers[2]!["issues"]![0]!["message"]!.GetValue<string>().ShouldBe("Expected 'age' to be number, but it is \"old\"");
    }

    [Theory]
    [InlineData("""{"evaluations": []}""", "Expected 1 to 1000 evaluations, but there are 0")]
    [InlineData("""{"evaluations": [{"decision": "age-band", "inputs": {"age": 1}}, {"decision": "age-band", "inputs": {"age": {"@feel": "date", "value": "soon"}}}]}""", "Expected a date, but it is \"soon\", in the input 'age' of evaluation 2")]
    [InlineData("""{"evaluations": [{"decision": "age-band", "inputs": {"age": {"@feel": "day", "value": "x"}}}]}""", "Expected '@feel' as 'date', 'time', 'date and time', 'days and time duration', 'years and months duration', 'range' or 'context', but it is 'day', in the input 'age' of evaluation 1")]
    [InlineData("""{"evaluations": [{"decision": "age-band", "inputs": {"age": {"@feel": "days and time duration", "value": "P1Y"}}}]}""", "Expected a days and time duration, but it is \"P1Y\", in the input 'age' of evaluation 1")]
    [InlineData("""{"evaluations": [{"decision": "age-band"}, {"decision": "age-band", "facility": 99}]}""", "Expected 'facility' in evaluation 2 as a facility of the organisation, but there is no 99")]
    [InlineData("""{"evaluations": [{"decision": "age-band", "inputs": {"age": {"@feel": "range"}}}]}""", "Expected 'start' beside '@feel', but there is none, in the input 'age' of evaluation 1")]
    [InlineData("""{"evaluations": [{"decision": "age-band", "inputs": 7}]}""", "Expected 'inputs' in evaluation 1 as an object, but it is a number")]
    public async Task What_cannot_be_asked_is_refused_with_its_place(string body, string detail)
    {
        using var worker = host.Web.Api(WebHost.WorkerToken);

        using var answer = await ApiCalls.SendText(worker, "/api/v1/decisions/evaluate", body);

        (await ApiCalls.Detail(answer, HttpStatusCode.UnprocessableEntity)).ShouldBe(detail);
    }

    [Theory]
    [InlineData("""{"evaluations": [{"decision": "age-band"}, {"inputs": {"age": 1}}]}""", "Expected 'decision' as text in number 2 of 'evaluations', but it is missing")]
    [InlineData("""{"evaluations": [{"decision": 7}]}""", "Expected 'decision' in number 1 of 'evaluations' as text, but it is something else")]
    [InlineData("""{"evaluations": [{"decision": "age-band", "input": {}}]}""", "Expected no member but 'decision', 'inputs', 'version', 'deployment', 'facility', 'instance', 'trace' in number 1 of 'evaluations', but there is 'input'")]
    [InlineData("""{"evaluations": ["age-band"]}""", "Expected a JSON object of 'decision', 'inputs', 'version', 'deployment', 'facility', 'instance', 'trace' in number 1 of 'evaluations', but it is something else")]
    [InlineData("""{"evaluations": {}}""", "Expected 'evaluations' as a list, but it is something else")]
    [InlineData("{}", "Expected 'evaluations' as a list, but it is missing")]
    public async Task A_body_that_does_not_read_is_told_with_the_member_and_which_evaluation(string body, string detail)
    {
        using var worker = host.Web.Api(WebHost.WorkerToken);

        using var answer = await ApiCalls.SendText(worker, "/api/v1/decisions/evaluate", body);

        (await ApiCalls.Detail(answer, HttpStatusCode.BadRequest)).ShouldBe(detail);
    }

    [Fact]
    public async Task Asked_for_a_case_it_is_on_record_and_a_case_the_caller_may_not_see_is_not_there()
    {
        var instance = await host.Case(30);
        using var coordinator = host.Web.ApiOf("k-moreau");
        using var elsewhere = host.Web.ApiOf("k-abiola");

        var answer = await Asked(coordinator, "age-band", new { inputs = new { age = 70 }, instance });
        using var refused = await ApiCalls.Send(elsewhere, "/api/v1/decisions/age-band/evaluate", new { inputs = new { age = 70 }, instance });

        (await host.Web.Store.Read.Records.AuditOf($"instance/{instance}", 50)).Where(row => row.What.StartsWith("EvaluateDecision", StringComparison.Ordinal))
            .Select(row => $"{row.Actor}: {row.What}").ShouldBe([$"k-moreau: EvaluateDecision age-band v{answer["version"]}"]);
        (await ApiCalls.Detail(refused, HttpStatusCode.NotFound)).ShouldBe($"Expected an instance this caller may see, but there is no {instance}");
    }

    [Fact]
    public async Task A_batch_cannot_spend_more_than_a_request_may()
    {
        using var worker = host.Web.Api(WebHost.WorkerToken);
        var evaluations = Enumerable.Range(0, 1000).Select(age => new { decision = "age-band", inputs = new { age } }).ToList();

        using var answer = await ApiCalls.Send(worker, "/api/v1/decisions/evaluate", new { evaluations });

        (await answer.Content.ReadFromJsonAsync<JsonNode>())!["answers"]!.AsArray().ShouldAllBe(one => !one!["failed"]!.GetValue<bool>());
        using var tooMany = await ApiCalls.Send(worker, "/api/v1/decisions/evaluate", new { evaluations = evaluations.Append(new { decision = "age-band", inputs = new { age = 1 } }) });
        (await ApiCalls.Detail(tooMany, HttpStatusCode.UnprocessableEntity)).ShouldBe("Expected 1 to 1000 evaluations, but there are 1001");
    }

    private static async Task<JsonNode> Asked(HttpClient client, string decision, object body)
    {
        using var answer = await ApiCalls.Send(client, $"/api/v1/decisions/{decision}/evaluate", body);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }
}
