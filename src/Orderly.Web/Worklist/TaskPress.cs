using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Work;
using Orderly.Runtime.Submission;
using Orderly.Web.Forms;
using Orderly.Web.Security;
using Orderly.Web.Sources;

namespace Orderly.Web.Worklist;

/// <summary>A button that was pressed on the page, as a command to the runtime and back as words.</summary>
internal sealed class TaskPress(Hospital hospital, Submissions submissions, TaskPanelReading panels)
{
    private const int MostPicked = 50;

    public async Task<Pressed> Take(Viewer viewer, Guid? open, IFormCollection form, CancellationToken cancel)
    {
        var press = form["do"].ToString().Split(' ');
        return press switch
        {
            ["claim-picked"] => await ClaimPicked(viewer, form["pick"]),
            ["acknowledge", var id] when Guid.TryParse(id, out var clock) => await Acknowledge(viewer, clock, form),
            ["complete"] when open is { } task => await Complete(viewer, task, form, cancel),
            ["hold"] when open is { } task => await Hold(viewer, task, form),
            ["comment"] when open is { } task => await Say(viewer, task, form["text"].ToString()),
            [var verb, var id, var version] when Guid.TryParse(id, out var task) && Version(version) is { } seen && Simple(verb, new TaskId(task)) is { } command =>
                await Submit(viewer, command, seen, Said(verb)),
            _ => new Pressed { Refusal = "Expected a button of this page, but it is none. Load the page again." },
        };
    }

    /// <param name="version">Null: as it is now; if someone was quicker, the claim is lost all the same.</param>
    public Task<Pressed> Claim(Viewer viewer, Guid task, long? version) => Submit(viewer, new ClaimTask(new TaskId(task)), version, Said("claim"));

    /// <summary>Whatever happened to the task meanwhile, the words are for whoever has it now.</summary>
    public async Task<Pressed> Say(Viewer viewer, Guid task, string text) => string.IsNullOrWhiteSpace(text)
        ? new Pressed { Refusal = "Expected what is asked or told, but nothing is written." }
        : await Submit(viewer, new CommentOnTask(new TaskId(task), text.Trim()), null, Said("comment"));

    private static TaskCommand? Simple(string verb, TaskId task) => verb switch
    {
        "claim" => new ClaimTask(task),
        "start" => new StartTask(task),
        "resume" => new ResumeTask(task),
        "release" => new ReleaseTask(task),
        _ => null,
    };

    public static string? Said(string verb) => verb switch
    {
        "claim" => "Claimed. It is yours.",
        "start" => "Started. Others see that you are at it.",
        "resume" => "Resumed. The clock runs again.",
        "release" => "Released. It is back in its queue; the clock runs on.",
        "hold" => "On hold. The clock stands still and comes back on its own.",
        "complete" => "Completed. Whoever waited for it can go on.",
        "asked" => "Asked for. It is done once it was agreed to; until then the task says that it waits.",
        "comment" => "Sent. It stands with the task, and on the list of whoever has it.",
        "acknowledge" => "Acknowledged. The ladder is quiet for your plan; the clock runs on.",
        "claim-picked" => "Claimed. They are yours.",
        _ => null,
    };

    private async Task<Pressed> Acknowledge(Viewer viewer, Guid clock, IFormCollection form)
    {
        if (!int.TryParse(form["minutes"], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes))
        {
            return new Pressed { Refusal = $"Expected how long the plan takes in minutes, but got '{form["minutes"]}'." };
        }

        return Answer(await submissions.AcknowledgeEscalationAsync(clock, form["plan"].ToString(), minutes, new Terms(Caller.Person(viewer.Id))), Said("acknowledge"));
    }

    private async Task<Pressed> ClaimPicked(Viewer viewer, IEnumerable<string?> picks)
    {
        var done = 0;
        var refusals = new List<string>();
        foreach (var pick in picks.OfType<string>().Take(MostPicked))
        {
            var parts = pick.Split(' ');
            if (parts is not [var id, var version] || !Guid.TryParse(id, out var task) || Version(version) is not { } seen)
            {
                refusals.Add("Expected a task of this page, but it is none");
                continue;
            }

            var pressed = await Claim(viewer, task, seen);
            if (pressed.Refusal is { } refusal)
            {
                refusals.Add(refusal);
            }
            else
            {
                done++;
            }
        }

        return refusals.Count == 0 && done > 0
            ? new Pressed { Done = string.Create(CultureInfo.InvariantCulture, $"Claimed {done}. They are yours.") }
            : new Pressed { Refusal = done == 0 && refusals.Count == 0 ? "Expected at least one selected task, but there is none." : $"{done} claimed, {refusals.Count} not: {refusals[0]}" };
    }

    private async Task<Pressed> Complete(Viewer viewer, Guid task, IFormCollection form, CancellationToken cancel)
    {
        if (await hospital.Store.Read.Work.Task(task, cancel) is not { } row)
        {
            return new Pressed { Refusal = "Expected a task, but there is none under this address." };
        }

        var (schema, issues) = await panels.Form(Runtime.Projection.TaskView.Read(row.View).Form, cancel);
        if (issues.Count > 0)
        {
            return new Pressed { Refusal = issues[0].ToString() };
        }

        var zone = hospital.TimeAt(row.Facility).Zone;
        var answers = FormAnswers.Read(schema, name => form.TryGetValue(name, out var value) ? value.ToString() : null, zone);
        if (answers.Faults.Count > 0)
        {
            return new Pressed { Answers = answers };
        }

        var values = (FeelContext)FeelJson.FromPlain(JsonSerializer.SerializeToElement(answers.Variables));
        var pressed = await Submit(viewer, new CompleteTask(new TaskId(task), values), Version(form["version"]) ?? 0, Said("complete"));
        return pressed with { Answers = pressed.Refusal is null ? null : answers };
    }

    /// <summary>A hold that is refused comes back as it was filled in.</summary>
    private async Task<Pressed> Hold(Viewer viewer, Guid task, IFormCollection form)
    {
        var given = new HoldAnswers(form["reason"].ToString(), form["waits-for"].ToString().Trim(), form["until"].ToString());
        var pressed = await Hold(viewer, task, given, Version(form["version"]) ?? 0);
        return pressed.HoldFault is null ? pressed : pressed with { Hold = given };
    }

    private async Task<Pressed> Hold(Viewer viewer, Guid task, HoldAnswers given, long version)
    {
        if (HoldReasons.All.FirstOrDefault(one => one.Code == given.Reason) is not { } reason)
        {
            return new Pressed { HoldFault = "Expected a reason, but none is chosen" };
        }

        if (reason.NamesSomeone && given.WaitsFor.Length == 0)
        {
            return new Pressed { HoldFault = $"Expected whom you wait for with “{reason.Words}”, but nobody is named" };
        }

        if (!TimeOnly.TryParseExact(given.Until, ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var until))
        {
            return new Pressed { HoldFault = $"Expected a time such as 14:40, but got '{given.Until}'" };
        }

        var pressed = await Submit(
            viewer,
            new HoldTask(new TaskId(task), reason.Code, Next(hospital.TimeAt(viewer.Facility), until), given.WaitsFor.Length == 0 ? null : $"Waits for {given.WaitsFor}", WaitsFor: given.WaitsFor.Length == 0 ? null : given.WaitsFor),
            version,
            Said("hold"));
        return pressed.Refusal is { } refusal ? new Pressed { HoldFault = refusal } : pressed;
    }

    // A time of day that has passed today is meant for tomorrow: a hold at 23:50 until 00:20.
    private static DateTimeOffset Next(LocalTime time, TimeOnly until)
    {
        var here = time.Here;
        var today = here.Date + until.ToTimeSpan();
        var local = today <= here.DateTime ? today.AddDays(1) : today;
        return new DateTimeOffset(local, time.Zone.GetUtcOffset(local));
    }

    private async Task<Pressed> Submit(Viewer viewer, TaskCommand command, long? version, string? said)
    {
        var reply = await submissions.OnTaskAsync(command, new Terms(Caller.Person(viewer.Id)) { ExpectedVersion = version });
        if (reply is Reply.Accepted && command is not CommentOnTask && await hospital.Store.Read.Work.Task(command.Task.Value) is { } row && Runtime.Projection.TaskView.Read(row.View).Asked is not null)
            return new Pressed { Done = Said("asked"), Verb = "asked" };
        return reply is Reply.Rejected { Code: Api.Problems.TaskTaken } && await hospital.Store.Read.Work.Task(command.Task.Value) is { Owner: { } owner }
            ? new Pressed { Refusal = $"{hospital.NameOf(owner)} was quicker and has this task. It is shown as it is now." }
            : Answer(reply, said);
    }

    private static Pressed Answer(Reply reply, string? said)
    {
        return reply switch
        {
            Reply.Accepted => new Pressed { Done = said },
            Reply.Conflict or Reply.Rejected { Code: Api.Problems.TaskVersionDiffers } => new Pressed { Refusal = "Someone else changed this task since you opened the page. It is shown as it is now; nothing you typed was recorded." },
            Reply.Rejected rejected => new Pressed { Refusal = $"{rejected.Reason}." },
            Reply.Denied denied => new Pressed { Refusal = $"{denied.Reason}." },
            Reply.NotFound missing => new Pressed { Refusal = $"{missing.Reason}." },
            Reply.Unavailable away => new Pressed { Refusal = $"{away.Reason}. Nothing was recorded; try again." },
            Reply.Quarantined => new Pressed { Refusal = "This case met a fault and stands aside. Nothing is lost; an engineer was told." },
            _ => new Pressed { Refusal = $"Expected an answer this page knows, but it is {reply.GetType().Name}." },
        };
    }

    private static long? Version(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
}
