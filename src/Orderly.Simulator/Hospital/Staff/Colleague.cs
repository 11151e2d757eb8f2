using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orderly.Simulator.Hospital.Staff;

/// <summary>
/// One person at work: looks at the worklist, takes a task, does it, answers its form, looks again. Works on what they took
/// themselves only, so that someone who signs in as the same person keeps what is theirs.
/// </summary>
internal sealed class Colleague(Player player, OrderlyClient orderly, Workplace place, Random draw)
{
    private const int Glance = 20;
    private readonly FormFilling forms = new(draw, place.Habits.Usual);
    private TaskSeen? atHand;

    public async Task Work(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            var off = player.UntilShift(place.Time.Now);
            if (off > TimeSpan.Zero)
            {
                await place.Time.Pass(off, cancel);
                continue;
            }
            try
            {
                if (atHand is { } begun)
                {
                    await Finish(begun, cancel);
                    continue;
                }
                await AnswerEscalations(cancel);
                if (await Take(cancel) is { } task)
                    await Do(task, cancel);
                else
                    await place.Time.Pass(Minutes(2, 6), cancel);
            }
            catch (Exception e) when (e is HttpRequestException or JsonException || (e is TaskCanceledException && !cancel.IsCancellationRequested))
            {
                // The product is away for a moment: people try again.
                place.Tally.Add("unreachable");
                await Task.Delay(TimeSpan.FromSeconds(1), place.Time.Clock, cancel);
            }
        }
    }

    /// <summary>Claims one of the first; null when there is nothing, or a colleague was quicker.</summary>
    private async Task<TaskSeen?> Take(CancellationToken cancel)
    {
        var offered = (await orderly.Tasks(Glance, cancel)).Where(task => task.IsOffered && !place.LeftAlone.Any(left => left.Covers(task.Queue))).ToList();
        if (offered.Count == 0)
            return null;
        var choice = offered[draw.NextDouble() < place.Habits.TakesFirst ? 0 : draw.Next(offered.Count)];
        await place.Time.Pass(Minutes(0, 2), cancel);
        if (!await Change(choice, "claim", null, cancel))
            return null;
        atHand = choice;
        return await orderly.Task(choice.Id, cancel);
    }

    /// <summary>What was begun before the product was away, or before the last time the hospital stood still.</summary>
    private async Task Finish(TaskSeen begun, CancellationToken cancel)
    {
        if (await orderly.Task(begun.Id, cancel) is { } now && now.Owner == player.Person)
        {
            if (now.State == "onHold")
                await Change(now, "resume", null, cancel);
            else if (now.State == "claimed")
                await Change(now, "start", null, cancel);
            await Complete(now, cancel);
        }
        atHand = null;
    }

    private async Task Do(TaskSeen task, CancellationToken cancel)
    {
        if (Happens(place.Habits.GivesBack))
        {
            await Change(task, "release", new JsonObject { ["reason"] = "Called to another patient" }, cancel);
            atHand = null;
            return;
        }
        if (!await Change(task, "start", null, cancel))
        {
            atHand = null;
            return;
        }
        if (Happens(place.Habits.Holds))
            await Hold(task, cancel);
        if (Happens(place.Habits.Forgets))
        {
            place.Tally.Add("forgotten");
            await place.Time.Pass(Minutes(40, 90), cancel);
        }
        var (least, most) = place.Habits.Minutes.TryGetValue(task.Queue?.Role ?? "", out var usual) ? usual : place.Habits.OtherMinutes;
        await place.Time.Pass(Minutes(least, most) * (Happens(place.Habits.Late) ? 3 : 1), cancel);
        await Complete(task, cancel);
        atHand = null;
    }

    private async Task Hold(TaskSeen task, CancellationToken cancel)
    {
        if (await orderly.Task(task.Id, cancel) is not { } now
            || !await Change(now, "hold", new JsonObject { ["reason"] = "WAIT_UPSTREAM", ["note"] = "Waiting for the ward's answer" }, cancel))
            return;
        await place.Time.Pass(Minutes(5, 20), cancel);
        // Its clock may have come back by itself meanwhile.
        if (await orderly.Task(task.Id, cancel) is { State: "onHold" } held)
            await Change(held, "resume", null, cancel);
    }

    private async Task Complete(TaskSeen task, CancellationToken cancel)
    {
        if (await orderly.Task(task.Id, cancel) is not { } now || now.Owner != player.Person)
            return;
        var answers = new JsonObject();
        if (now.Form is { } form)
        {
            var schema = await place.Form(form, orderly, cancel);
            answers = forms.Fill(schema, TimeZoneInfo.ConvertTime(place.Time.Now, player.Facility.TimeZone));
            if (Happens(place.Habits.Hasty) && FormFilling.Hasty(schema, answers) is { } hasty)
            {
                await Change(now, "complete", new JsonObject { ["variables"] = hasty }, cancel);
                await place.Time.Pass(Minutes(1, 3), cancel);
                if (await orderly.Task(task.Id, cancel) is not { } again)
                    return;
                now = again;
            }
        }
        if (await Change(now, "complete", new JsonObject { ["variables"] = answers }, cancel) && now.Form == Workplace.ExitForm)
            await LetGo(now, cancel);
    }

    /// <summary>The huddle is over: someone walks to the patient, and the EHR hears of it when they leave.</summary>
    private async Task LetGo(TaskSeen task, CancellationToken cancel)
    {
        if (await orderly.BusinessKey(task.Case, cancel) is { } key)
            place.LetGo(key[(key.LastIndexOf('|') + 1)..]);
    }

    private async Task AnswerEscalations(CancellationToken cancel)
    {
        if (!player.Roles.Any(place.Answering.Contains))
            return;
        foreach (var told in (await orderly.Escalations(cancel)).Where(told => told.Role != "owner").Take(3))
        {
            if (!Happens(0.5))
                continue;
            var answer = await orderly.Acknowledge(told.Clock, draw.Next(2) == 0 ? "CALLED" : "STAFF_COMING", 15, cancel);
            place.Tally.Add(answer.IsYes ? "acknowledge" : $"acknowledge {(int)answer.Status}");
        }
    }

    private async Task<bool> Change(TaskSeen task, string deed, JsonNode? body, CancellationToken cancel)
    {
        var answer = await orderly.Change(task, deed, body, cancel);
        if (answer.Status == HttpStatusCode.PreconditionFailed && await orderly.Task(task.Id, cancel) is { } now && (now.Owner == player.Person || (deed == "claim" && now.IsOffered)))
            answer = await orderly.Change(now, deed, body, cancel);
        place.Tally.Add(answer.IsYes ? deed : $"{deed} {(int)answer.Status}");
        return answer.IsYes;
    }

    private bool Happens(double share) => draw.NextDouble() < share;

    private TimeSpan Minutes(int least, int most) => TimeSpan.FromSeconds(draw.Next(least * 60, most * 60 + 1));
}
