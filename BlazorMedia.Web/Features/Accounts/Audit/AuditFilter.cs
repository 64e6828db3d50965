namespace BlazorMedia.Web.Features.Accounts.Audit;

/// <param name="Who">Part of the actor's name, or the whole id.</param>
/// <param name="Action">The whole action, or its beginning up to a dot: <c>streams.</c></param>
/// <param name="Text">Part of the subject, the details or the address.</param>
/// <param name="From">Inclusive.</param>
/// <param name="To">Exclusive.</param>
/// <param name="Refused">Only what was tried and not allowed.</param>
internal sealed record AuditFilter(string? Who = null, string? Action = null, string? Text = null, DateTimeOffset? From = null, DateTimeOffset? To = null, bool Refused = false);
