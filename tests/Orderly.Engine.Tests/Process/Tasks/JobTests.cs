using Orderly.Engine.Feel;
using Orderly.Engine.Process;

namespace Orderly.Engine.Tests.Process.Tasks;

public sealed class JobTests
{
    private static Running Start() => Running.Start(
        Model.Process("p").Start().ServiceTask("work", "send-letter", "<zeebe:taskHeaders><zeebe:header key=\"tray\" value=\"2\"/></zeebe:taskHeaders>" + Model.Io("input|=name|to", "output|=tracking|letter")).End(),
        ("name", FeelValue.Of("Ward 4")), ("secret", FeelValue.Of("x")));

    [Fact]
    public void Offers_a_job_with_type_headers_retries_and_only_the_mapped_input()
    {
        var offer = Start().Last.Effects.OfType<OfferJob>().ShouldHaveSingleItem();
        (offer.Type, offer.Retries, offer.Headers["tray"]).ShouldBe(("send-letter", 3, "2"));
        offer.Input!.ToString().ShouldBe("{to: \"Ward 4\"}");
    }

    [Fact]
    public void Completing_takes_only_what_the_output_mappings_say()
    {
        var run = Start().CompleteJob("work", ("tracking", FeelValue.Of("T1")), ("noise", FeelValue.Of(1)));
        run.Variable("letter").ShouldBe(FeelValue.Of("T1"));
        run.Variable("noise").ShouldBe(FeelValue.Null);
        run.State.Status.ShouldBe(InstanceStatus.Completed);
    }

    [Fact]
    public void Failing_with_retries_left_offers_it_again()
    {
        var run = Start();
        run.Accept(new FailJob(run.Job("work").Id, 2, "printer"));
        run.Last.Effects.OfType<RetryJob>().ShouldHaveSingleItem().Retries.ShouldBe(2);
        run.State.Incidents.Count.ShouldBe(0);
    }

    [Fact]
    public void Failing_without_retries_is_an_incident_and_resolving_offers_a_new_job()
    {
        var run = Start();
        var job = run.Job("work").Id;
        run.Accept(new FailJob(job, 0, "printer"));
        run.Incident().Kind.ShouldBe(IncidentKind.JobOutOfRetries);
        run.Accept(new ResolveIncident(run.Incident().Id, FeelContext.Empty));
        run.Job("work").Id.ShouldNotBe(job);
        run.Reject<JobNotOpen>(new CompleteJob(job, FeelContext.Empty));
        run.CompleteJob("work").State.Status.ShouldBe(InstanceStatus.Completed);
    }

    [Fact]
    public void An_input_mapping_sees_the_constant_of_the_one_before_it()
    {
        var run = Running.Start(Model.Process("p").Start().ServiceTask("a", extensions: Model.Io("input|text|first", "input|=first + \"!\"|second", "input|more|third.part", "input|=third.part|fourth")).End());
        run.Seen("a").ToString().ShouldBe("{first: \"text\", second: \"text!\", third: {part: \"more\"}, fourth: \"more\"}");
    }
}
