using Orderly.Runtime.Submission;

namespace Orderly.Web.Sources;

/// <summary>A reply that is no acceptance, as the sentence its giver wrote.</summary>
internal static class RefusalWords
{
    public static string Of(Reply reply) => reply switch
    {
        Reply.Rejected rejected => rejected.Reason,
        Reply.Denied denied => denied.Reason,
        Reply.NotFound missing => missing.Reason,
        Reply.Conflict conflict => conflict.Reason,
        Reply.KeyReused reused => reused.Reason,
        Reply.Unavailable away => away.Reason,
        Reply.Quarantined quarantined => quarantined.Reason,
        _ => $"Expected an answer this page knows, but it is {reply.GetType().Name}",
    };
}
