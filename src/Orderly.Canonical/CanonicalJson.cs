using System.Text.Json;
using System.Text.Json.Serialization;
using Orderly.Canonical.Erp;
using Orderly.Canonical.Organisation;
using Orderly.Canonical.PatientFlow;

namespace Orderly.Canonical;

/// <summary>The stored JSON form of the vocabulary: camelCase, enums by name, absent = not told.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(PatientFlowEvent))]
[JsonSerializable(typeof(PatientDemographics))]
[JsonSerializable(typeof(OrganisationDirectory))]
[JsonSerializable(typeof(ErpTransaction))]
public sealed partial class CanonicalJson : JsonSerializerContext;
