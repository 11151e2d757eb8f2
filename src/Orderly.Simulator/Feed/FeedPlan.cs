using System.Globalization;

namespace Orderly.Simulator.Feed;

/// <summary>All that a feed will send, in hospital-time order; the same for the same options.</summary>
public sealed class FeedPlan(FeedOptions options)
{
    private readonly PatientStream patients = new(options.Seed);
    private readonly DischargeMessages messages = new(options.Facility);

    /// <summary>Lazy; endless when <see cref="FeedOptions.Orders"/> is null.</summary>
    public IEnumerable<FeedMessage> Messages()
    {
        var later = new PriorityQueue<(int Patient, FeedMessageKind Kind), (TimeSpan At, int Patient)>();
        var sent = 0;
        for (var index = 0; index < (options.Orders ?? int.MaxValue); index++)
        {
            var at = OrderAt(index);
            while (later.TryPeek(out var due, out var when) && when.At <= at)
            {
                later.Dequeue();
                foreach (var message in Write(due.Patient, due.Kind, when.At, ref sent))
                    yield return message;
            }
            foreach (var message in Write(index, FeedMessageKind.DischargeOrder, at, ref sent))
                yield return message;
            if (EndOf(index) is var (kind, after))
                later.Enqueue((index, kind), (at + after, index));
        }
        while (later.TryDequeue(out var due, out var when))
        {
            foreach (var message in Write(due.Patient, due.Kind, when.At, ref sent))
                yield return message;
        }
    }

    private TimeSpan OrderAt(int index) =>
        TimeSpan.FromSeconds(Math.Round(index * options.HospitalRate / (options.OrdersPerSecond ?? 1_000), 6));

    private (FeedMessageKind Kind, TimeSpan After)? EndOf(int index)
    {
        if (patients.Fate(index, question: 1) < options.CancelShare)
            return (patients.Fate(index, question: 2) < 0.5 ? FeedMessageKind.DischargeCancelled : FeedMessageKind.OrderCancelled, options.CancelAfter);
        return patients.Fate(index, question: 3) < options.ExitShare ? (FeedMessageKind.Discharged, options.ExitAfter) : null;
    }

    private FeedMessage[] Write(int index, FeedMessageKind kind, TimeSpan at, ref int sent)
    {
        var patient = patients[index];
        var controlId = string.Create(CultureInfo.InvariantCulture, $"S{options.Seed}-{++sent}");
        var stamp = options.Start + at;
        var bytes = kind switch
        {
            FeedMessageKind.DischargeOrder => messages.Order(patient, controlId, stamp),
            FeedMessageKind.OrderCancelled => messages.OrderCancelled(patient, controlId, stamp),
            FeedMessageKind.DischargeCancelled => messages.DischargeCancelled(patient, controlId, stamp),
            _ => messages.Discharged(patient, controlId, stamp),
        };
        var message = new FeedMessage(at, index, patient.Visit, kind, controlId, IsDuplicate: false, bytes);
        return patients.Fate(index, question: 10 + (int)kind) < options.DuplicateShare
            ? [message, message with { IsDuplicate = true }]
            : [message];
    }
}
