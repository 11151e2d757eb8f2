using System.Text.Json;
using Orderly.Runtime.Jobs;
using Orderly.Runtime.Ownership;
using Orderly.Runtime.Submission;
using Orderly.Runtime.Tests.Simulation;
using Orderly.Runtime.Tests.Verification;

namespace Orderly.Runtime.Tests.Jobs;

/// <summary>Jobs that merely see a large collection.</summary>
public sealed class SeenVariablesTests
{
    private const int Items = 30;
    private const int Length = 20_000;

    private static readonly Runtime.Deployment.Resource Many = Of("many", $"=for i in 1..{Items} return all[i]");

    private static Runtime.Deployment.Resource Of(string process, string items) => Models.Process(process, $$"""
        <bpmn:startEvent id="start" />
        <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="work" />
        <bpmn:serviceTask id="work">
          <bpmn:extensionElements><zeebe:taskDefinition type="carry" /></bpmn:extensionElements>
          <bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="{{items}}" inputElement="item" /></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>
        </bpmn:serviceTask>
        <bpmn:sequenceFlow id="f2" sourceRef="work" targetRef="end" />
        <bpmn:endEvent id="end" />
        """);

    [Fact]
    public async Task A_job_does_not_carry_the_collection_that_it_sees_and_its_worker_still_gets_it()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        hospital.Deploy(node, Many);
        var instance = hospital.Start(node, "many", JsonSerializer.Serialize(new { all = Enumerable.Range(1, Length) }));

        var jobs = Activate(hospital, node, null);

        jobs.Count.ShouldBe(Items);
        hospital.Complete(hospital.Disk.Read.Effects.One(jobs[0].Id).AsTask())!.Body.Length.ShouldBeLessThan(1_000);
        var told = jobs.Select(job => JsonDocument.Parse(job.Variables).RootElement).ToList();
        told.Select(variables => variables.GetProperty("item").GetInt32()).Order().ShouldBe(Enumerable.Range(1, Items));
        told.ShouldAllBe(variables => variables.GetProperty("all").GetArrayLength() == Length);
        VerificationTests.Verify(hospital).Differences.ShouldBeEmpty();
        foreach (var job in jobs)
            hospital.Complete(node.Run(() => node.Runtime.Jobs.CompleteAsync(job.Id, "{}", new Terms(Caller.Worker("w"))))).ShouldBeOfType<Reply.Accepted>();
        hospital.Status(instance).ShouldBe(StatusCode.Completed);
    }

    [Fact]
    public async Task A_worker_that_names_its_variables_gets_those_as_they_were_when_the_job_was_offered()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        hospital.Deploy(node, Many);
        var instance = hospital.Start(node, "many", JsonSerializer.Serialize(new { all = Enumerable.Range(1, Length), ward = "5W" }));
        hospital.Complete(node.Run(() => node.Runtime.Submissions.CommandAsync(instance, new Engine.Process.SetVariables(Engine.Feel.FeelContext.Empty.With("ward", Engine.Feel.FeelValue.Of("6W"))), new Terms(Caller.Operator("test"))))).ShouldBeOfType<Reply.Accepted>();

        var jobs = Activate(hospital, node, ["item", "ward"]);

        jobs.Select(job => job.Variables).ShouldContain("""{"item":7,"ward":"5W"}""", string.Join('\n', jobs.Select(job => job.Variables)));
    }

    [Fact]
    public async Task Jobs_offered_in_several_portions_are_told_their_own_item_each()
    {
        const int Jobs = 12_000;
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        hospital.Deploy(node, Of("all", "=all"));
        var instance = hospital.Start(node, "all", JsonSerializer.Serialize(new { all = Enumerable.Range(1, Jobs) }));
        hospital.Pass(TimeSpan.FromSeconds(5));
        hospital.Head(instance)!.Seq.ShouldBeGreaterThan(1, "one decision does not offer them all");

        var told = new List<string>();
        while (told.Count < Jobs)
            told.AddRange(Activate(hospital, node, ["item"]).ShouldNotBeNull().Select(job => job.Variables));

        told.ToHashSet().SetEquals(Enumerable.Range(1, Jobs).Select(item => $$"""{"item":{{item}}}""")).ShouldBeTrue();
    }

    private static IReadOnlyList<ActivatedJob> Activate(Hospital hospital, SimulatedNode node, string[]? variables) =>
        hospital.Complete(node.Run(() => node.Runtime.Jobs.ActivateAsync(new JobRequest("carry", "w", JobRequest.MostAtOnce, TimeSpan.FromHours(1), Variables: variables), Caller.Worker("w"))))
            .ShouldBeOfType<JobActivation.Activated>().Jobs;
}
