using Microsoft.AspNetCore.Http.Extensions;
using Orderly.Journal.Rows;

namespace Orderly.Web.Messages;

/// <summary>Which messages a list shows.</summary>
internal enum MessageShow
{
    All,
    In,
    Out,

    /// <summary>What waits for a person: quarantined, failed, outcome unknown.</summary>
    Stopped,
    Refused,
    HeldForOrder,
    Quarantined,
    Ignored,
    Received,
    Mapped,
}

/// <summary>Which messages are listed. It is the page's address.</summary>
internal sealed record MessageFilter(string? Find, MessageShow Show, string? Before)
{
    public const string Path = "/messages";

    private static readonly (MessageShow Show, string Name)[] Chips =
    [
        (MessageShow.All, "All"), (MessageShow.In, "In"), (MessageShow.Out, "Out"), (MessageShow.Stopped, "Needs a person"), (MessageShow.Refused, "Refused"),
        (MessageShow.Quarantined, "Quarantined"), (MessageShow.HeldForOrder, "Held for order"), (MessageShow.Ignored, "Ignored"),
    ];

    public string Address
    {
        get
        {
            var query = new QueryBuilder();
            if (Find is { } words)
            {
                query.Add("q", words);
            }

            if (Show != MessageShow.All)
            {
                query.Add("state", State);
            }

            if (Before is { } before)
            {
                query.Add("before", before);
            }

            return $"{Path}{query.ToQueryString()}";
        }
    }

    public string State => Show.ToString().ToLowerInvariant();

    /// <summary>The inbox's own state that is asked for, where only one is.</summary>
    public InboxState? Inbox => Show switch
    {
        MessageShow.Stopped or MessageShow.Quarantined => InboxState.Quarantined,
        MessageShow.HeldForOrder => InboxState.HeldForOrder,
        MessageShow.Ignored => InboxState.Ignored,
        MessageShow.Received => InboxState.Received,
        MessageShow.Mapped => InboxState.Mapped,
        _ => null,
    };

    public bool TakesInbox => Show is not (MessageShow.Out or MessageShow.Refused);

    public bool TakesRefused => Show is MessageShow.All or MessageShow.In or MessageShow.Refused;

    public bool TakesOutgoing => Show is MessageShow.All or MessageShow.Out or MessageShow.Stopped;

    public static MessageFilter Parse(string? q, string? state, string? before) =>
        new(string.IsNullOrWhiteSpace(q) ? null : q.Trim(), Enum.TryParse<MessageShow>(state, ignoreCase: true, out var one) && Enum.IsDefined(one) ? one : MessageShow.All, before);

    public IReadOnlyList<MessageChip> ToChips() =>
        [.. Chips.Select(chip => new MessageChip(chip.Name, (this with { Show = chip.Show, Before = null }).Address, chip.Show == Show))];
}
