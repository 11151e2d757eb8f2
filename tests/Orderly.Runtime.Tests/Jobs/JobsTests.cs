using Orderly.Runtime.Jobs;
using Orderly.Runtime.Ownership;
using Orderly.Runtime.Submission;
using Orderly.Runtime.Tests.Simulation;

namespace Orderly.Runtime.Tests.Jobs;

public sealed class JobsTests
{
    private static readonly Caller Worker = Caller.Worker("w1");

    [Fact]
    public async Task A_worker_takes_a_job_and_completes_it()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        hospital.Deploy(node, Models.OneJob());
        var instance = hospital.Start(node, "one-job", """{"bed":"501"}""");

        var job = Activate(hospital, node).ShouldHaveSingleItem();
        job.Variables.ShouldContain("501");
        job.RetriesLeft.ShouldBe(3);
        hospital.Complete(node.Run(() => node.Runtime.Jobs.CompleteAsync(job.Id, """{"done":true}""", new Terms(Worker)))).ShouldBeOfType<Reply.Accepted>();

        hospital.Status(instance).ShouldBe(StatusCode.Completed);
        Activate(hospital, node).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_leased_job_is_nobody_elses_until_the_lease_runs_out()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        hospital.Deploy(node, Models.OneJob());
        hospital.Start(node, "one-job");
        Activate(hospital, node).Count.ShouldBe(1);

        Activate(hospital, node).ShouldBeEmpty();
        hospital.Pass(TimeSpan.FromSeconds(31));

        Activate(hospital, node).ShouldHaveSingleItem().Attempt.ShouldBe(2);
    }

    [Fact]
    public async Task Two_workers_never_take_the_same_job()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        hospital.Deploy(node, Models.OneJob());
        for (var i = 0; i < 20; i++) hospital.Start(node, "one-job");
        var asked = Enumerable.Range(0, 5).Select(_ => node.Run(() => node.Runtime.Jobs.ActivateAsync(new JobRequest("carry", "w", 20, TimeSpan.FromSeconds(30)), Worker))).ToArray();

        var taken = asked.SelectMany(ask => ((JobActivation.Activated)hospital.Complete(ask)).Jobs).Select(job => job.Id).ToArray();

        taken.Length.ShouldBe(20);
        taken.Distinct().Count().ShouldBe(20);
    }

    [Fact]
    public async Task A_waiting_worker_gets_a_job_when_it_is_offered()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        hospital.Deploy(node, Models.OneJob());
        var waiting = node.Run(() => node.Runtime.Jobs.ActivateAsync(new JobRequest("carry", "w", 1, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30)), Worker));
        hospital.Pass(TimeSpan.FromSeconds(5));
        waiting.IsCompleted.ShouldBeFalse();

        hospital.Start(node, "one-job");

        ((JobActivation.Activated)hospital.Complete(waiting)).Jobs.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Waiting_workers_get_one_job_each_when_as_many_are_offered()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        hospital.Deploy(node, Models.OneJob());
        var waiting = Enumerable.Range(0, 4).Select(_ => Ask(node, TimeSpan.FromSeconds(30))).ToArray();
        hospital.Pass(TimeSpan.FromSeconds(1));

        for (var i = 0; i < 4; i++) hospital.Start(node, "one-job");

        waiting.SelectMany(ask => ((JobActivation.Activated)hospital.Complete(ask)).Jobs).Select(job => job.Instance).Distinct().Count().ShouldBe(4);
    }

    [Fact]
    public async Task A_worker_that_asks_at_once_is_answered_at_once_while_another_waits()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        hospital.Deploy(node, Models.OneJob());
        var patient = Ask(node, TimeSpan.FromSeconds(30));
        hospital.Pass(TimeSpan.FromMilliseconds(1_100));

        var hasty = Ask(node, TimeSpan.Zero);
        hospital.Pass(TimeSpan.FromMilliseconds(10));

        hasty.IsCompletedSuccessfully.ShouldBeTrue();
        patient.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task A_worker_that_goes_away_takes_no_job_with_it()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        hospital.Deploy(node, Models.OneJob());
        using var leaving = new CancellationTokenSource();
        var left = node.Run(() => node.Runtime.Jobs.ActivateAsync(new JobRequest("carry", "w", 1, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30)), Worker, leaving.Token));
        hospital.Pass(TimeSpan.FromSeconds(1));
        await leaving.CancelAsync();
        hospital.Until(() => left.IsCanceled, TimeSpan.FromSeconds(1));

        hospital.Start(node, "one-job");

        Activate(hospital, node).ShouldHaveSingleItem().Attempt.ShouldBe(1);
    }

    [Fact]
    public async Task A_failed_job_comes_again_after_its_wait_and_is_an_incident_without_retries()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        hospital.Deploy(node, Models.OneJob());
        var instance = hospital.Start(node, "one-job");
        var job = Activate(hospital, node).Single();
        hospital.Complete(node.Run(() => node.Runtime.Jobs.FailAsync(job.Id, 1, "no cart", TimeSpan.FromMinutes(1), new Terms(Worker)))).ShouldBeOfType<Reply.Accepted>();
        Activate(hospital, node).ShouldBeEmpty();
        hospital.Pass(TimeSpan.FromSeconds(61));

        var again = Activate(hospital, node).ShouldHaveSingleItem();
        again.Attempt.ShouldBe(2);
        hospital.Complete(node.Run(() => node.Runtime.Jobs.FailAsync(again.Id, 0, "no cart", TimeSpan.Zero, new Terms(Worker)))).ShouldBeOfType<Reply.Accepted>();

        hospital.Status(instance).ShouldBe(StatusCode.Incident);
    }

    [Fact]
    public async Task A_person_takes_no_jobs()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();

        hospital.Complete(node.Run(() => node.Runtime.Jobs.ActivateAsync(new JobRequest("carry", "w", 1, TimeSpan.FromSeconds(30)), Caller.Person(Models.Nurse))))
            .ShouldBeOfType<JobActivation.Denied>();
    }

    private static Task<JobActivation> Ask(SimulatedNode node, TimeSpan wait) =>
        node.Run(() => node.Runtime.Jobs.ActivateAsync(new JobRequest("carry", "w", 1, TimeSpan.FromSeconds(30), wait), Worker));

    private static IReadOnlyList<ActivatedJob> Activate(Hospital hospital, SimulatedNode node) =>
        hospital.Complete(node.Run(() => node.Runtime.Jobs.ActivateAsync(new JobRequest("carry", "w", 10, TimeSpan.FromSeconds(30)), Worker)))
            .ShouldBeOfType<JobActivation.Activated>().Jobs;
}
