using Orderly.Engine.Bpmn;
using Orderly.Engine.Feel;
using Orderly.Engine.Process;
using Orderly.Engine.Tests.Process;
using Orderly.Engine.Work;

namespace Orderly.Engine.Tests.Bpmn;

/// <summary>The interchange models of the BPMN Model Interchange Working Group, drawn by many tools.</summary>
public sealed class MiwgTests
{
    [Fact]
    public void Every_file_deploys_or_is_refused_with_element_and_rule()
    {
        var files = MiwgCorpus.Files;
        Assert.SkipWhen(files.Length == 0, MiwgCorpus.Absent);
        foreach (var file in files)
        {
            foreach (var options in new[] { BpmnReadOptions.Default, new BpmnReadOptions { IncludeNotExecutable = true } })
            {
                using var stream = File.OpenRead(file);
                var read = BpmnReader.Read(stream, options);
                (read.Deployable == read.Processes.Length > 0).ShouldBeTrue(file);
                foreach (var issue in read.Issues.Where(issue => issue.Severity == BpmnSeverity.Error))
                {
                    issue.Rule.ShouldNotBeNullOrEmpty(file);
                    issue.Line.ShouldBeGreaterThan(0, file);
                    issue.Message.ShouldStartWith("Expected ", customMessage: file);
                    if (issue.Rule is not ("xml" or "no-executable-process"))
                        issue.ElementId.ShouldNotBeNullOrEmpty($"{file}: {issue}");
                }
            }
        }
    }

    [Fact]
    public void A_file_cut_off_or_damaged_anywhere_is_refused_without_a_crash()
    {
        var files = MiwgCorpus.Files;
        Assert.SkipWhen(files.Length == 0, MiwgCorpus.Absent);
        var random = new Random(7);
        foreach (var file in files)
        {
            var text = File.ReadAllText(file);
            for (var round = 0; round < 3; round++)
            {
                var at = random.Next(text.Length);
                BpmnReader.Read(text[..at], new BpmnReadOptions { IncludeNotExecutable = true }).ShouldNotBeNull();
                var (from, length) = (random.Next(text.Length), random.Next(200));
                BpmnReader.Read(text.Remove(from, Math.Min(length, text.Length - from)), new BpmnReadOptions { IncludeNotExecutable = true }).ShouldNotBeNull();
            }
        }
    }

    [Fact]
    public void Each_process_that_deploys_is_run_to_an_end_or_to_something_named_that_it_waits_for()
    {
        var files = MiwgCorpus.Files;
        Assert.SkipWhen(files.Length == 0, MiwgCorpus.Absent);
        var ran = 0;
        foreach (var file in files)
        {
            using var stream = File.OpenRead(file);
            var read = BpmnReader.Read(stream, new BpmnReadOptions { IncludeNotExecutable = true });
            foreach (var process in read.Processes)
            {
                var rehearsal = new Rehearsal.Rehearsal(Rehearsal.RehearsalWorld.Of(read.Processes, []).World, Running.Noon);
                if (process.Root.Start < 0 && process.MessageStarts.IsEmpty && process.EventStarts.IsEmpty)
                    continue;
                rehearsal.Start(process.Id, FeelContext.Empty);
                for (var move = 0; move < 200 && Move(rehearsal); move++)
                {
                }
                foreach (var instance in rehearsal.Instances)
                    (instance.State.HasEnded || instance.Waits().Any() || instance.State.HasYielded).ShouldBeTrue($"{file}: '{process.Id}' neither ended nor waits for anything");
                ran++;
            }
        }
        ran.ShouldBeGreaterThan(0);
    }

    /// <summary>Answers the first thing that waits, as whoever would; false when only incidents and conditions are left.</summary>
    private static bool Move(Rehearsal.Rehearsal rehearsal)
    {
        foreach (var instance in rehearsal.Instances)
        {
            if (instance.State.HasEnded)
                continue;
            if (instance.State.Tasks.FirstOrDefault() is { } task) rehearsal.Send(instance, new CompleteTask(task.Id, FeelContext.Empty));
            else if (instance.State.Jobs.FirstOrDefault(job => job.Retries > 0) is { } job) rehearsal.Send(instance, new CompleteJob(job.Id, FeelContext.Empty));
            else if (instance.State.Subscriptions.FirstOrDefault() is { IsSignal: false } open) rehearsal.Publish(open.Name, open.Key, FeelContext.Empty, TimeSpan.FromHours(1));
            else if (instance.State.Subscriptions.FirstOrDefault() is { IsSignal: true } signal) rehearsal.Broadcast(signal.Name, FeelContext.Empty);
            else if (instance.State.Timers.MinBy(timer => timer.Due) is { } timer) rehearsal.AdvanceTo(timer.Due);
            else continue;
            return true;
        }
        return false;
    }
}
