namespace BlazorMedia.Web.Features.Accounts;

/// <summary>Names the resources that stand beside it.</summary>
internal sealed class AccountsText;
