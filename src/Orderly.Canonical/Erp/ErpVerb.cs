namespace Orderly.Canonical.Erp;

/// <summary>What an ERP is asked to do.</summary>
public enum ErpVerb
{
    CheckAvailability,
    ReserveStock,
    UnreserveStock,
    IssueGoods,
    ReturnGoods,
    CreateRequisition,
    CancelRequisition,
    CreatePurchaseOrder,
    CancelPurchaseOrder,
    ValidateCostCentre,
    PostCost,
    ReverseCost,
    CreateVendor,
    GetPaymentStatus,
}

/// <summary>After which the declared inverse no longer undoes a verb, and a person has to decide.</summary>
public enum PointOfNoReturn
{
    /// <summary>Asks only; there is nothing to undo.</summary>
    NothingToUndo,

    /// <summary>Its inverse undoes it at any time within the open period.</summary>
    PeriodClose,

    /// <summary>Until the goods are used or opened: a return needs a physical scan.</summary>
    GoodsUsed,

    /// <summary>Until the vendor confirms the order.</summary>
    VendorConfirmation,

    /// <summary>At once: the ERP keeps it for good.</summary>
    Immediately,
}
