namespace Orderly.Canonical.PatientFlow;

/// <summary>
/// Where the patient goes on leaving. The product's own list: the national code list is licensed, so routes map the
/// sender's codes to these.
/// </summary>
public enum Disposition
{
    Home,
    HomeHealth,
    SkilledNursing,
    InpatientRehabilitation,
    LongTermAcuteCare,
    Hospice,
    Psychiatric,
    OtherAcuteHospital,
    AgainstMedicalAdvice,
    Expired,
    LawEnforcement,
    Other,
}
