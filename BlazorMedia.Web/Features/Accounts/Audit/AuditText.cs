namespace BlazorMedia.Web.Features.Accounts.Audit;

internal sealed class AuditText;
