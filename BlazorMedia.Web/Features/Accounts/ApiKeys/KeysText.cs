namespace BlazorMedia.Web.Features.Accounts.ApiKeys;

/// <summary>Names the resources that stand beside it: keys and app tokens.</summary>
internal sealed class KeysText;
