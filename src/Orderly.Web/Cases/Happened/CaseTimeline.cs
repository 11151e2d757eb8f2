using System.Globalization;
using Orderly.Web.Design;
using Orderly.Web.Messages;
using Orderly.Web.Sources;

namespace Orderly.Web.Cases.Happened;

/// <summary>What happened in a case, whole: its journals in sentences and the messages that came for it, the newest first.</summary>
internal sealed class CaseTimeline(Hospital hospital, LocalTime time)
{
    public IReadOnlyList<TimelineEntry> Of(IReadOnlyList<CasePart> parts, IEnumerable<MessageLine> messages, bool linkMessages)
    {
        var told = new List<TimelineEntry>();
        foreach (var part in parts)
        {
            var narrative = new CaseNarrative(hospital, part.Trace, part.Model, time);
            told.AddRange(part.Entries.SelectMany(narrative.Of));
        }

        told.AddRange(messages.Where(message => !message.IsOut).Select(message => new TimelineEntry(message.At, time.Clock(message.At), "in", $"{message.Did}")
        {
            Lead = "In",
            Link = linkMessages ? message.Address : null,
            Meta = string.Create(CultureInfo.InvariantCulture, $"{message.Type} from {message.System}"),
            Kind = TimelineKind.Message,
            Weight = TimelineWeight.Key,
        }));

        // Events of one entry have one time; the later of them is the newer.
        return [.. told.Index().OrderByDescending(one => one.Item.At).ThenByDescending(one => one.Index).Select(one => one.Item)];
    }
}
