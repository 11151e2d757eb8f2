using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Orderly.Engine.Bpmn;
using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Work;
using Orderly.Journal.Rows;
using Orderly.Runtime.Projection;
using Orderly.Runtime.Submission;
using Orderly.Web.Forms;
using Orderly.Web.Layout;
using Orderly.Web.Sources;
using Orderly.Web.Worklist;

namespace Orderly.Web.Api.Tasks;

/// <summary>Changes to a task, held to what the page holds a person to: a form's answers, a coded reason, a claim.</summary>
internal sealed class TaskChanges(Hospital hospital, Submissions submissions, TaskPanelReading panels, CaseFactsMemory facts, Shells shells)
{
    public async Task<Results<Ok<ChangedDocument>, ProblemHttpResult>> Complete(HttpContext http, Guid id, CompleteRequest? body, CancellationToken cancel)
    {
        var objection = Given.Object("variables", body?.Variables) ?? Given.AtMost("outcome", body?.Outcome);
        if (objection is not null)
        {
            return objection;
        }

        var (terms, row, problem) = await Changing(http, id, body, cancel);
        if (terms is null || row is null)
        {
            return problem!;
        }

        if ((TaskState)row.State == TaskState.OnHold)
        {
            return Problems.Invalid("Expected the task to be resumed first, but it is on hold");
        }

        var (values, fault) = await Answers(row, body?.Variables, cancel);
        return values is null ? fault! : await Submit(http, new CompleteTask(new TaskId(id), values, body?.Outcome), terms);
    }

    public async Task<Results<Ok<ChangedDocument>, ProblemHttpResult>> Hold(HttpContext http, Guid id, HoldRequest body, CancellationToken cancel)
    {
        var (terms, row, problem) = await Changing(http, id, body, cancel);
        if (terms is null || row is null)
        {
            return problem!;
        }

        return await HoldObjection(row, body, cancel) is { } objection ? objection : await Submit(http, new HoldTask(new TaskId(id), body.Reason, body.Until, body.Note, WaitsFor: body.WaitsFor ?? body.Note), terms);
    }

    public Task<Results<Ok<ChangedDocument>, ProblemHttpResult>> Release(HttpContext http, Guid id, ReleaseRequest? body) =>
        Given.AtMost("reason", body?.Reason) is { } objection ? Refused(objection) : Do(http, new ReleaseTask(new TaskId(id), body?.Reason), body);

    public Task<Results<Ok<ChangedDocument>, ProblemHttpResult>> Fail(HttpContext http, Guid id, FailRequest body) =>
        (Given.Text("reason", body.Reason) ?? Given.AtMost("errorCode", body.ErrorCode)) is { } objection
            ? Refused(objection)
            : Do(http, new FailTask(new TaskId(id), body.Reason, body.ErrorCode), body);

    /// <summary>Work is skipped by whoever took it on, so that a name stands behind it.</summary>
    public async Task<Results<Ok<ChangedDocument>, ProblemHttpResult>> Skip(HttpContext http, Guid id, SkipRequest body, CancellationToken cancel)
    {
        if (Given.Text("reason", body.Reason) is { } objection)
        {
            return objection;
        }

        var (terms, row, problem) = await Changing(http, id, body, cancel);
        if (terms is null || row is null)
        {
            return problem!;
        }

        return row.Open && row.Owner != terms.By.Id
            ? Problems.Make(StatusCodes.Status409Conflict, "not-claimed", "Claim it first", $"Expected the task to be claimed by the caller before it is skipped, but {(row.Owner is null ? "nobody has it" : "another has it")}")
            : await Submit(http, new SkipTask(new TaskId(id), body.Reason), terms);
    }

    /// <summary>A change that the engine alone judges.</summary>
    /// <param name="body">What was asked beside the address, for the key to be bound to.</param>
    public async Task<Results<Ok<ChangedDocument>, ProblemHttpResult>> Do(HttpContext http, TaskCommand command, object? body)
    {
        var (terms, problem) = ApiCaller.Changing(http, Words(body));
        return terms is null ? problem! : await Submit(http, command, terms);
    }

    private async Task<Results<Ok<ChangedDocument>, ProblemHttpResult>> Submit(HttpContext http, TaskCommand command, Terms terms)
    {
        var reply = await submissions.OnTaskAsync(command, terms);
        if (reply is not Reply.Accepted accepted)
        {
            return Problems.Of(reply);
        }

        ApiCaller.Tell(http, accepted);
        return TypedResults.Ok(new ChangedDocument(accepted.Instance, accepted.Seq));
    }

    /// <summary>On which terms, and the task as it is; or why the caller does not get that far.</summary>
    private async ValueTask<(Terms? Terms, TaskRow? Row, ProblemHttpResult? Problem)> Changing(HttpContext http, Guid id, object? body, CancellationToken cancel)
    {
        var (terms, problem) = ApiCaller.Changing(http, Words(body));
        if (terms is null)
        {
            return (null, null, problem);
        }

        var (row, hidden) = await Seen(http, id, cancel);
        return (terms, row, hidden);
    }

    // What is wrong with an answer tells of the form, so it is told to the queue's own people only.
    private async ValueTask<(TaskRow? Row, ProblemHttpResult? Problem)> Seen(HttpContext http, Guid id, CancellationToken cancel)
    {
        if (await hospital.Store.Read.Work.Task(id, cancel) is not { } row)
        {
            return (null, Problems.NotFound($"Expected a task {id}, but there is none"));
        }

        var queues = await Queues.Read(hospital.Store, cancel);
        return queues.IsOpenTo(row.Queue, shells.Viewer(http))
            ? (row, null)
            : (null, Problems.Denied("Expected a task of the caller's queues, but it is not open to the caller"));
    }

    private async ValueTask<(FeelContext? Values, ProblemHttpResult? Problem)> Answers(TaskRow row, JsonElement? given, CancellationToken cancel)
    {
        if (TaskView.Read(row.View).Form is not { } form)
        {
            return Given.Variables(given);
        }

        var (schema, issues) = await panels.Form(form, cancel);
        if (issues.Count > 0)
        {
            return (null, Problems.Invalid(issues[0].ToString()));
        }

        var (variables, faults) = FormVariables.Read(schema, given, hospital.TimeAt(row.Facility).Zone);
        return faults.Count == 0
            ? ((FeelContext)FeelJson.FromPlain(JsonSerializer.SerializeToElement(variables)), null)
            : (null, Problems.Make(
                StatusCodes.Status422UnprocessableEntity, "answers-refused", "The form is not answered", string.Join("; ", faults.Select(fault => $"{fault.Key}: {fault.Value}")), ("fields", faults)));
    }

    private async ValueTask<ProblemHttpResult?> HoldObjection(TaskRow row, HoldRequest body, CancellationToken cancel)
    {
        if (HoldReasons.All.FirstOrDefault(one => one.Code == body.Reason) is not { } reason)
        {
            return Problems.Invalid($"Expected 'reason' as one of {string.Join(", ", HoldReasons.All.Select(one => one.Code))}, but it is {(body.Reason.Length <= 40 ? $"'{body.Reason}'" : $"{body.Reason.Length} characters")}");
        }

        if (reason.NamesSomeone && string.IsNullOrWhiteSpace(body.Note))
        {
            return Problems.Invalid($"Expected whom is waited for in 'note' with {reason.Code}, but nobody is named");
        }

        var most = await LongestHold(row, reason.Code, cancel);
        return Given.AtMost("note", body.Note) ?? Given.AtMost("waitsFor", body.WaitsFor)
            ?? (body.Until is { } until && until - hospital.Now > most
                ? Problems.Invalid($"Expected 'until' within {most.TotalMinutes:0} minutes from now, but it is {until:O}")
                : null);
    }

    private async ValueTask<TimeSpan> LongestHold(TaskRow row, string reason, CancellationToken cancel)
    {
        var sla = await facts.Of(row.Instance, cancel) is { } fact
            ? hospital.Model(fact.Process, fact.Version)?.Find(TaskView.Read(row.View).Element)?.Sla
            : null;
        return sla?.Stops.FirstOrDefault(stop => stop.Reason == reason)?.Most ?? ClockStop.DefaultMost;
    }

    private static Task<Results<Ok<ChangedDocument>, ProblemHttpResult>> Refused(ProblemHttpResult problem) => Task.FromResult<Results<Ok<ChangedDocument>, ProblemHttpResult>>(problem);

    private static string Words(object? body) => JsonSerializer.Serialize(body);
}
