using Orderly.Canonical.Inbound;
using Orderly.Canonical.PatientFlow;
using Orderly.Connectors.Routes;
using Orderly.Formats.Hl7.V2;

namespace Orderly.Connectors.Tests.Routes;

public sealed class CorpusTests
{
    [Fact]
    public void Every_ADT_of_the_shared_corpus_is_mapped_ignored_or_quarantined_with_a_reason()
    {
        if (Corpus() is not { } corpus)
        {
            Assert.Skip("shared/corpus/hl7v2 is not beside the repository");
            return;
        }

        var routes = RouteFixture.Read(RouteFixture.Yaml.Replace("application: EHR", "application: []", StringComparison.Ordinal).Replace("facility-from: MSH-4.1", "facility: HP", StringComparison.Ordinal));
        var mapper = new RouteMapper(new RouteTable(routes), new PatientTokens(new byte[32]));
        var seen = 0;
        foreach (var file in Directory.EnumerateFiles(corpus, "ADT*", SearchOption.AllDirectories))
        {
            var bytes = File.ReadAllBytes(file);
            if (!MessageHeader.TryRead(bytes, out _, out _))
                continue;
            seen++;
            var outcome = mapper.Map(new InboundEnvelope(RouteFixture.InboxId, "adt", bytes, RouteFixture.ReceivedAt));
            if (outcome is MappingOutcome.Quarantine quarantine)
                quarantine.Reason.ShouldStartWith("Expected", customMessage: file);
        }

        seen.ShouldBeGreaterThan(0);
    }

    private static string? Corpus()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var corpus = Path.Combine(at.FullName, "shared", "corpus", "hl7v2");
            if (Directory.Exists(corpus))
                return corpus;
        }

        return null;
    }
}
