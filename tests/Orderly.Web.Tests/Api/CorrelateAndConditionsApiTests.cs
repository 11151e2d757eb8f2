using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Orderly.Web.Tests.Hosting;

namespace Orderly.Web.Tests.Api;

public sealed class CorrelateAndConditionsApiTests(WebHost host) : IClassFixture<WebHost>
{
    private const string Called = "<bpmn:message id=\"m\" name=\"{0}\"><bpmn:extensionElements><zeebe:subscription correlationKey=\"=visit\"/></bpmn:extensionElements></bpmn:message>";
    private const string Waits = "<bpmn:receiveTask id=\"{0}\" messageRef=\"m\"/>";

    [Fact]
    public async Task A_message_is_given_to_who_waits_and_the_answer_names_the_instance()
    {
        using var worker = host.Api(WebHost.WorkerToken);
        using var operators = host.Api(WebHost.OperatorToken);
        await OwnModel.Deploy(host, "waits", OwnModel.Chain(Waits, "wait"), Called.Replace("{0}", "Called", StringComparison.Ordinal));
        var instance = await OwnModel.Start(operators, "waits", new { visit = "V1" });

        var key = Guid.NewGuid().ToString();
        var body = new { name = "Called", key = "V1", facility = 1, variables = new { by = "ann" } };
        using var answer = await ApiCalls.Send(worker, "/api/v1/messages/correlate", body, key);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        (await answer.Content.ReadFromJsonAsync<JsonObject>())!["instance"]!.GetValue<Guid>().ShouldBe(instance);
        (await operators.GetFromJsonAsync<JsonObject>($"/api/v1/instances/{instance}"))!["status"]!.GetValue<string>().ShouldBe("Completed");

        var again = await ApiCalls.Problem(await ApiCalls.Send(worker, "/api/v1/messages/correlate", body, key), HttpStatusCode.UnprocessableEntity);
        again["code"]!.GetValue<string>().ShouldBe("TakenBefore", "a repeat is not given to anybody else");
    }

    [Fact]
    public async Task Where_nobody_waits_the_message_is_refused_and_not_kept()
    {
        using var worker = host.Api(WebHost.WorkerToken);
        using var operators = host.Api(WebHost.OperatorToken);
        await OwnModel.Deploy(host, "late-waits", OwnModel.Chain(Waits, "wait"), Called.Replace("{0}", "CalledLate", StringComparison.Ordinal));

        var refused = await ApiCalls.Problem(await ApiCalls.Send(worker, "/api/v1/messages/correlate", new { name = "CalledLate", key = "V2", facility = 1 }, key: "late-1"), HttpStatusCode.UnprocessableEntity);
        refused["code"]!.GetValue<string>().ShouldBe("NobodyWaits");
        var instance = await OwnModel.Start(operators, "late-waits", new { visit = "V2" });
        (await OwnModel.Active(operators, instance)).ShouldContain("wait");
    }

    [Fact]
    public async Task A_message_without_a_name_or_a_key_of_its_own_is_refused_in_words()
    {
        using var worker = host.Api(WebHost.WorkerToken);

        (await ApiCalls.Detail(await ApiCalls.Send(worker, "/api/v1/messages/correlate", new { name = "", key = "V1", facility = 1 }, key: "x"), HttpStatusCode.UnprocessableEntity)).ShouldContain("'name'");
        (await ApiCalls.Detail(await ApiCalls.Send(worker, "/api/v1/messages/correlate", new { name = "Called", key = "V1", facility = 1, variables = "text" }, key: "x"), HttpStatusCode.UnprocessableEntity)).ShouldContain("'variables' as an object");
        await ApiCalls.Problem(await ApiCalls.Send(worker, "/api/v1/messages/correlate", new { name = "Called", key = "V1", facility = 1 }), HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Facts_begin_every_process_whose_condition_holds_and_no_other()
    {
        using var worker = host.Api(WebHost.WorkerToken);
        await OwnModel.Deploy(host, "when-full", Conditional("occupied &gt; 0.9"));
        await OwnModel.Deploy(host, "when-empty", Conditional("occupied &lt; 0.1"));

        var begun = await Told(worker, new { facility = 1, businessKey = "5W", variables = new { occupied = 0.95 } });
        begun.ShouldHaveSingleItem()!["process"]!.GetValue<string>().ShouldBe("when-full");
        begun[0]!["element"]!.GetValue<string>().ShouldBe("start");
        (await Told(worker, new { facility = 1, variables = new { occupied = 0.5 } })).ShouldBeEmpty();

        using var operators = host.Api(WebHost.OperatorToken);
        var instance = begun[0]!["instance"]!.GetValue<Guid>();
        (await operators.GetFromJsonAsync<JsonObject>($"/api/v1/instances/{instance}"))!["businessKey"]!.GetValue<string>().ShouldBe("5W");
    }

    [Fact]
    public async Task Facts_that_are_no_object_and_facts_without_a_key_are_refused()
    {
        using var worker = host.Api(WebHost.WorkerToken);

        (await ApiCalls.Detail(await ApiCalls.Send(worker, "/api/v1/conditions", new { facility = 1, variables = new[] { 1 } }, key: "facts-1"), HttpStatusCode.UnprocessableEntity)).ShouldContain("'variables' as an object");
        (await ApiCalls.Detail(await ApiCalls.Send(worker, "/api/v1/conditions", new { facility = 1, businessKey = new string('x', 501) }, key: "facts-2"), HttpStatusCode.UnprocessableEntity)).ShouldContain("'businessKey'");
        await ApiCalls.Problem(await ApiCalls.Send(worker, "/api/v1/conditions", new { facility = 1 }), HttpStatusCode.BadRequest);
    }

    private static string Conditional(string condition) =>
        OwnModel.Chain(OwnModel.Work, "look").Replace("<bpmn:startEvent id=\"start\"/>", $"<bpmn:startEvent id=\"start\"><bpmn:conditionalEventDefinition><bpmn:condition>={condition}</bpmn:condition></bpmn:conditionalEventDefinition></bpmn:startEvent>", StringComparison.Ordinal);

    private static async Task<JsonArray> Told(HttpClient api, object facts)
    {
        using var answer = await ApiCalls.Send(api, "/api/v1/conditions", facts, key: Guid.NewGuid().ToString());
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonArray>())!;
    }
}
