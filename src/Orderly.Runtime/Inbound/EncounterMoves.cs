using Orderly.Canonical.PatientFlow;
using Orderly.Engine.Feel;
using Orderly.Journal;
using Orderly.Journal.Changes;
using Orderly.Journal.Rows;
using Orderly.Runtime.Correlation;
using Orderly.Runtime.Mail;

namespace Orderly.Runtime.Inbound;

/// <summary>A visit that goes on under another number: its instances are told by mail in the commit that maps the message, so once and for sure.</summary>
internal sealed class EncounterMoves(IStore store)
{
    /// <summary>Mail to every running instance known by the old number.</summary>
    public async ValueTask<IEnumerable<Change>> Letters(InboxRow row, EncounterRef from, EncounterRef to)
    {
        var letter = new Letter.MoveKey(from.ToString(), to.ToString(), FeelContext.Of([KeyValuePair.Create("visit", FeelValue.Of(to.VisitNumber))])).ToBytes();
        var known = await store.Read.Instances.ByBusinessKey(from.ToString());
        return known.Where(instance => instance.Ended is null && instance.Facility == row.Facility)
            .Select((instance, index) => new AddMail(new MailRow(instance.Id, row.Id, 0, index, letter)));
    }

    /// <summary>Whether an earlier message is about to start an instance under the old number, which would be left behind.</summary>
    public async ValueTask<bool> IsStarting(EncounterRef from)
    {
        var key = from.ToString();
        foreach (var start in await store.Read.Messages.StartSubscriptions())
        {
            foreach (var message in await store.Read.Messages.OfKey(CorrelationLane.Of(start.Name, key), start.Name, key))
            {
                var deliveries = await store.Read.Messages.Deliveries(message.Id);
                if (deliveries.FirstOrDefault(delivery => delivery.Process == start.Process) is not { State: not DeliveryState.Sent }) return true;
            }
        }
        return false;
    }
}
