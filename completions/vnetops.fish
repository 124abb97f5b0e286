# Written by `npm run generate`, from the declarations of the commands.
# __ostk_complete PROGRAM: what may stand at the end of the line. No process is started but for names.
function __ostk_complete
    set -l program $argv[1]
    set -l trees __ostk_{$program}_trees
    set -l tree $program
    set -g __ostk_line (commandline -opc)
    set -l line $__ostk_line
    set -l stem (commandline -ct | string unescape)
    set -l at ''
    set -l seen 0
    set -l wanted
    set -l ended
    set -l next
    set -l opts
    set -l spec
    set -l flag
    __ostk_look
    set -l globals $opts
    for word in $line[2..-1]
        if set -q wanted[1]
            set -e wanted
            if test "$flag$at" = --as; and contains -- $word $$trees
                set tree $word
                __ostk_look
                set -a globals $opts
            end
        else if test "$word" = --
            set ended 1
        else if string match -q -- '-*' $word; and not set -q ended[1]
            set flag $word
            set spec (__ostk_option $word $opts $globals)
            if not string match -q -- '*=*' $word; and string match -q -- '=*' "$spec"
                set wanted $spec
            end
        else if test "$seen$at$word" = 0help
            continue
        else if test $seen = 0; and string match -q -- "$word"\t'*' $next
            if test "$tree$at" = "$program"; and contains -- $word $$trees
                set tree $word
                __ostk_look
                set -a globals $opts
            else
                set at (string trim -- "$at $word")
                __ostk_look
            end
        else
            set seen (math $seen + 1)
        end
    end
    if set -q wanted[1]
        __ostk_value (string sub -s 2 -- $wanted) "$stem" ''
    else if string match -q -- '-*=*' $stem; and not set -q ended[1]
        set -l parts (string split -m 1 = -- $stem)
        set spec (__ostk_option $parts[1] $opts $globals)
        __ostk_value (string sub -s 2 -- "$spec") "$parts[2]" "$parts[1]="
    else if string match -q -- '-*' $stem; and not set -q ended[1]
        set -l found
        test -n "$at"; and set found (__ostk_flags $stem $opts)
        set -q found[1]; or set found (__ostk_flags $stem $globals)
        printf '%s\n' $found
    else
        test $seen = 0; and printf '%s\n' (string match -- "$stem*" $next)
        set -l number 0
        for spec in $opts
            string match -q -- '<*' $spec; or continue
            if test $number = $seen; or string match -q -- '<+*' $spec
                __ostk_value (string replace -r '^<\+?' '' -- $spec) "$stem" ''
                return
            end
            set number (math $number + 1)
        end
    end
end

# Sets next and opts for tree and at.
function __ostk_look --no-scope-shadowing
    set next
    set opts
    "__ostk_"$program"_$tree"
    switch "$opts[1]"
        case %list
            set opts $__ostk_list_options $opts[2..-1]
        case %show
            set opts $__ostk_show_options $opts[2..-1]
    end
end

# __ostk_option FLAG OPTIONS: prints `=VALUE` where it takes a value
function __ostk_option
    for each in $argv[2..-1]
        set -l parts (string split -m 1 = -- $each)
        if contains -- $argv[1] (string split , -- $parts[1])
            set -q parts[2]; and printf '=%s\n' $parts[2]
            return
        end
    end
end

function __ostk_flags
    for each in $argv[2..-1]
        string match -q -- '-*' $each; or continue
        set -l parts (string split -m 1 = -- $each)
        string match -- "$argv[1]*" (string split , -- $parts[1])
    end
end

# __ostk_value SPEC STEM PREFIX: what a value can be
function __ostk_value
    set -l value "$argv[1]"
    set -l stem "$argv[2]"
    set -l prefix "$argv[3]"
    if string match -qr -- '^[,{]' $value
        set value (string replace -r '^,' '' -- $value)
        set -l cut (string match -r -- '^(.*,)([^,]*)$' $stem)
        if set -q cut[3]
            set prefix $prefix$cut[2]
            set stem $cut[3]
        end
    end
    switch "$value"
        case ''
            # As __fish_complete_path, which starts ls.
            set -l home (string match -rq -- '^~/' $stem; and echo $HOME)
            for each in (string replace -r -- '^~' "$home" $stem)*
                test -d $each; and set each $each/
                printf '%s%s\n' $prefix (test -n "$home"; and string replace -- $home '~' $each; or echo $each)
            end
        case '@*'
            set -l program (string replace -r -- '^~/' "$HOME/" $__ostk_line[1])
            type -q $program; or return
            for each in ($program __complete (string sub -s 2 -- $value) $__ostk_line[2..-1] "$prefix$stem" 2>/dev/null </dev/null)
                printf '%s%s\n' $prefix $each
            end
        case '{*'
            set -l key (string match -r -- '^([^=]*)=(.*)$' $stem)
            for each in (string split ';' -- (string sub -s 2 -e -1 -- $value))
                set -l parts (string split -m 1 = -- $each)
                if not set -q key[1]
                    set -q parts[2]; and printf '%s%s=\n' $prefix $parts[1]; or printf '%s%s\n' $prefix $parts[1]
                else if test "$parts[1]" = "$key[2]"
                    __ostk_value "$parts[2]" "$key[3]" "$prefix$parts[1]="
                    return
                end
            end
        case '*'
            for each in (string split '|' -- $value)
                printf '%s%s\n' $prefix $each
            end
    end
end

set -g __ostk_list_options '-h,--help' '-f,--format=csv|json|table|value|yaml' '-c,--column=' '--quote=all|minimal|none|nonnumeric' '--noindent' '--max-width=' '--fit-width' '--print-empty' '--sort-column=' '--sort-ascending' '--sort-descending'
set -g __ostk_show_options '-h,--help' '-f,--format=json|shell|table|value|yaml' '-c,--column=' '--noindent' '--prefix=' '--max-width=' '--fit-width' '--print-empty'
set -g __ostk_vnetops_trees 
function __ostk_vnetops_vnetops --no-scope-shadowing
    switch "$at"
        case ''
            set next 'help	Show help for a command' 'vpc	'
            set opts '--version' '-v,--verbose' '-q,--quiet' '--log-file=' '-h,--help' '--debug' '--os-cloud=@cloud' '--os-region-name=@region' '--os-cacert=' '--os-cert=' '--os-key=' '--verify' '--insecure' '--os-default-domain=' '--os-interface=admin|public|internal' '--os-service-provider=' '--os-remote-project-name=' '--os-remote-project-id=' '--os-remote-project-domain-name=' '--os-remote-project-domain-id=' '--timing' '--os-beta-command' '--os-accelerator-api-version=' '--os-compute-api-version=' '--os-identity-api-version=' '--os-image-api-version=' '--os-network-api-version=' '--os-object-api-version=' '--os-volume-api-version=' '--os-workflow-api-version=' '--os-database-api-version=' '--os-orchestration-api-version=' '--os-share-api-version=2.0|2.1|2.2|2.3|2.4|2.5|2.6|2.7|2.8|2.9|2.10|2.11|2.12|2.13|2.14|2.15|2.16|2.17|2.18|2.19|2.20|2.21|2.22|2.23|2.24|2.25|2.26|2.27|2.28|2.29|2.30|2.31|2.32|2.33|2.34|2.35|2.36|2.37|2.38|2.39|2.40|2.41|2.42|2.43|2.44|2.45|2.46|2.47|2.48|2.49|2.50|2.51|2.52|2.53|2.54|2.55|2.56|2.57|2.58|2.59|2.60|2.61|2.62|2.63|2.64|2.65|2.66|2.67|2.68|2.69|2.70|2.71|2.72|2.73|2.74|2.75|2.76|2.77|2.78|2.79|2.80|2.81|2.82|2.83|2.84|2.85|2.86|2.87|2.88|2.89|2.90|2.91|2.92|2.93|2.94|2.95|2.96|2.97|2.98' '--os-endpoint-override=' '--os-placement-api-version=' '--os-auth-type=v3oidcclientcredentials|v3oauth2clientcredential|v3oidcdeviceauthz|v2password|v3password|token|v3oidcaccesstoken|v3websso|v3totp|admin_token|v3applicationcredential|http_basic|noauth|v3oidcauthcode|v1password|none|v3multifactor|v3token|password|v2token|v3tokenlessauth|v3oidcpassword|v3oauth2mtlsclientcredential' '--os-auth-url=' '--os-system-scope=' '--os-domain-id=' '--os-domain-name=' '--os-project-id=' '--os-project-name=' '--os-project-domain-id=' '--os-project-domain-name=' '--os-trust-id=' '--os-identity-provider=' '--os-protocol=' '--os-client-id=' '--os-client-secret=' '--os-openid-scope=' '--os-access-token-endpoint=' '--os-discovery-endpoint=' '--os-access-token-type=' '--os-oauth2-endpoint=' '--os-oauth2-client-id=' '--os-oauth2-client-secret=' '--os-device-authorization-endpoint=' '--os-code-challenge-method=' '--os-username=' '--os-user-id=' '--os-password=' '--os-user-domain-id=' '--os-user-domain-name=' '--os-default-domain-id=' '--os-default-domain-name=' '--os-token=' '--os-access-token=' '--os-redirect-host=' '--os-redirect-port=' '--os-login-timeout=' '--os-passcode=' '--os-endpoint=' '--os-application-credential-secret=' '--os-application-credential-id=' '--os-application-credential-name=' '--os-redirect-uri=' '--os-code=' '--os-auth-methods=' '--os-idp-otp-key=' '--backend=openstack|gostack' '--gsinitrc=' '--az='
        case 'help'
            set opts '-h,--help' '<+'
        case 'vpc'
            set next 'port-detach	Detach a port from the instance that has it'
        case 'vpc port-detach'
            set opts '-h,--help' '<' '--tenant-id=' '--wait' '--timeout='
    end
end
complete -c vnetops -f -a '(__ostk_complete vnetops)'
