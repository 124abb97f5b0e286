# Written by `npm run generate`, from the declarations of the commands.
# What may stand at the end of a line; for bash, and in ksh's manner for zsh. No process is started.
# _ostk_walk PROGRAM WORD...: sets found (words), kind (whose names), files, prefix (what stays), glued (no blank after).
_ostk_walk() {
  [ -z "${ZSH_VERSION-}" ] || emulate -L ksh
  local program=$1 tree=$1 word= wanted= ended= seen=0 spec= i= next= opts= globals= flag=
  shift
  found=() kind= files= prefix= glued= at=
  _ostk_look
  globals=$opts
  while [ $# -gt 1 ]; do
    word=$1 spec=
    shift
    if [ -n "$wanted" ]; then
      wanted=
      if [[ $flag == --as && -z $at && " $trees " == *" $word "* ]]; then _ostk_tree "$word"; fi
    elif [ "$word" = -- ]; then
      ended=1
    elif [[ $word == -* && -z $ended ]]; then
      flag=$word
      [[ $word == *=* ]] || ! _ostk_option "$word" || wanted=$spec
    elif [[ $seen == 0 && -z $at && $word == help ]]; then
      continue
    elif [[ $seen == 0 && " $next " == *" $word "* ]]; then
      if [[ $tree == "$program" && -z $at && " $trees " == *" $word "* ]]; then
        _ostk_tree "$word"
      else
        at="${at:+$at }$word"
        _ostk_look
      fi
    else
      seen=$((seen + 1))
    fi
  done
  word=$1 spec=
  if [ -n "$wanted" ]; then
    _ostk_value "${wanted#=}" "$word"
  elif [[ $word == -*=* && -z $ended ]]; then
    prefix="${word%%=*}="
    ! _ostk_option "${word%%=*}" || _ostk_value "${spec#=}" "${word#*=}"
  elif [[ $word == -* && -z $ended ]]; then
    [ -z "$at" ] || _ostk_flags "$opts" "$word"
    [ ${#found[@]} -gt 0 ] || _ostk_flags "$globals" "$word"
  else
    [ "$seen" != 0 ] || _ostk_words "$word" $next
    i=0
    for spec in $opts; do
      [[ $spec == '<'* ]] || continue
      if [[ $i == "$seen" || $spec == '<+'* ]]; then
        spec=${spec#<}
        _ostk_value "${spec#+}" "$word"
        return
      fi
      i=$((i + 1))
    done
  fi
}

# _ostk_tree NAME: whose commands follow
_ostk_tree() {
  tree=$1
  _ostk_look
  globals="$opts $globals"
}

# _ostk_look: sets next and opts for tree and at
_ostk_look() {
  next= opts=
  "__ostk_${program}_$tree" "$at"
  case $opts in
    %list*) opts="$list_options ${opts#%list}" ;;
    %show*) opts="$show_options ${opts#%show}" ;;
  esac
}

# _ostk_words STEM WORD...: those that begin so
_ostk_words() {
  local stem=$1 each=
  shift
  for each in "$@"; do [[ $each != "$stem"* ]] || found+=("$each"); done
}

# _ostk_option FLAG: sets spec to `=VALUE` where it takes a value; fails for what is no option
_ostk_option() {
  local each= flags=
  for each in $opts $globals; do
    flags=${each%%=*}
    [[ ,$flags, == *",$1,"* ]] || continue
    spec=${each#"$flags"}
    return 0
  done
  return 1
}

# _ostk_flags OPTIONS STEM
_ostk_flags() {
  local each= rest=
  for each in $1; do
    [[ $each == -* ]] || continue
    rest=${each%%=*},
    while [ -n "$rest" ]; do
      [[ $rest != "$2"* ]] || found+=("${rest%%,*}")
      rest=${rest#*,}
    done
  done
}

# _ostk_value SPEC STEM: what a value can be
_ostk_value() {
  local value=$1 stem=$2 each= rest= key=
  if [[ $value == ,* || $value == '{'* ]]; then
    value=${value#,}
    if [[ $stem == *,* ]]; then
      prefix="$prefix${stem%,*}," stem=${stem##*,}
    fi
  fi
  case $value in
    '') files=1 ;;
    @*) kind=${value#@} ;;
    '{'*)
      rest=${value#?}
      rest="${rest%?};"
      key=${stem%%=*}
      while [ -n "$rest" ]; do
        each=${rest%%;*}
        rest=${rest#*;}
        if [[ $stem != *=* ]]; then
          [[ $each != *=* ]] || { each=${each%%=*}=; }
          if [[ $each == "$stem"* ]]; then
            found+=("$each")
            [[ $each != *= ]] || glued=1
          fi
        elif [[ $each == "$key="* ]]; then
          prefix="$prefix$key="
          _ostk_value "${each#*=}" "${stem#*=}"
          return
        fi
      done
      ;;
    *)
      rest="$value|"
      while [ -n "$rest" ]; do
        [[ ${rest%%|*} != "$stem"* ]] || found+=("${rest%%|*}")
        rest=${rest#*|}
      done
      ;;
  esac
}

# _ostk_complete PROGRAM: takes the line apart and offers what may stand at its end
_ostk_complete() {
  local words=() pieces=() line=$COMP_LINE i= each= raw= cur= at= files= kind= prefix= glued= quote= strip= found=()
  # Readline cuts words at = and : as well; what stands without a blank between is one word.
  for ((i = 0; i <= COMP_CWORD; i++)); do
    each=${COMP_WORDS[i]}
    if [[ $i -gt 0 && -n $line && $line != [[:space:]]* ]]; then
      raw+=$each
    else
      [ "$i" = 0 ] || words+=("$raw")
      raw=$each
    fi
    line=${line#"${line%%[![:space:]]*}"}
    line=${line#"$each"}
  done
  strip=$((${#raw} - ${#COMP_WORDS[COMP_CWORD]}))
  [[ ${COMP_WORDS[COMP_CWORD]} != [=:] ]] || strip=${#raw}
  words+=("$raw")
  cur=$raw
  case $cur in \"* | \'*) quote=${cur:0:1} ;; esac
  for ((i = 0; i < ${#words[@]}; i++)); do words[i]=${words[i]//[\\\"\']/}; done
  COMPREPLY=()
  _ostk_walk "$1" "${words[@]:1}"
  if [ -n "$kind" ]; then
    each=${words[${#words[@]} - 1]}
    while IFS= read -r i; do
      [[ $i == "${each#"$prefix"}"* ]] || continue
      if [ -z "$quote" ]; then printf -v i %q "$i"; elif [[ $i == *[\"\'\\\$\`!]* ]]; then continue; fi
      found+=("$i")
    done < <("${words[0]/#\~/$HOME}" __complete "$kind" "${words[@]:1}" 2>/dev/null </dev/null)
  fi
  for each in "${found[@]}"; do
    each=$prefix$each
    COMPREPLY+=("${each:strip}")
  done
  [ -z "$glued" ] || compopt -o nospace
  if [[ -n $files && ${#found[@]} == 0 ]]; then compopt -o default -o filenames; fi
}

_ostk_vnetops() {
  local list_options='-h,--help -f,--format=csv|json|table|value|yaml -c,--column= --quote=all|minimal|none|nonnumeric --noindent --max-width= --fit-width --print-empty --sort-column= --sort-ascending --sort-descending' show_options='-h,--help -f,--format=json|shell|table|value|yaml -c,--column= --noindent --prefix= --max-width= --fit-width --print-empty' trees=''
  _ostk_complete vnetops
}
__ostk_vnetops_vnetops() {
  case $1 in
    '') next='help vpc' opts='--version -v,--verbose -q,--quiet --log-file= -h,--help --debug --os-cloud=@cloud --os-region-name=@region --os-cacert= --os-cert= --os-key= --verify --insecure --os-default-domain= --os-interface=admin|public|internal --os-service-provider= --os-remote-project-name= --os-remote-project-id= --os-remote-project-domain-name= --os-remote-project-domain-id= --timing --os-beta-command --os-accelerator-api-version= --os-compute-api-version= --os-identity-api-version= --os-image-api-version= --os-network-api-version= --os-object-api-version= --os-volume-api-version= --os-workflow-api-version= --os-database-api-version= --os-orchestration-api-version= --os-share-api-version=2.0|2.1|2.2|2.3|2.4|2.5|2.6|2.7|2.8|2.9|2.10|2.11|2.12|2.13|2.14|2.15|2.16|2.17|2.18|2.19|2.20|2.21|2.22|2.23|2.24|2.25|2.26|2.27|2.28|2.29|2.30|2.31|2.32|2.33|2.34|2.35|2.36|2.37|2.38|2.39|2.40|2.41|2.42|2.43|2.44|2.45|2.46|2.47|2.48|2.49|2.50|2.51|2.52|2.53|2.54|2.55|2.56|2.57|2.58|2.59|2.60|2.61|2.62|2.63|2.64|2.65|2.66|2.67|2.68|2.69|2.70|2.71|2.72|2.73|2.74|2.75|2.76|2.77|2.78|2.79|2.80|2.81|2.82|2.83|2.84|2.85|2.86|2.87|2.88|2.89|2.90|2.91|2.92|2.93|2.94|2.95|2.96|2.97|2.98 --os-endpoint-override= --os-placement-api-version= --os-auth-type=v3oidcclientcredentials|v3oauth2clientcredential|v3oidcdeviceauthz|v2password|v3password|token|v3oidcaccesstoken|v3websso|v3totp|admin_token|v3applicationcredential|http_basic|noauth|v3oidcauthcode|v1password|none|v3multifactor|v3token|password|v2token|v3tokenlessauth|v3oidcpassword|v3oauth2mtlsclientcredential --os-auth-url= --os-system-scope= --os-domain-id= --os-domain-name= --os-project-id= --os-project-name= --os-project-domain-id= --os-project-domain-name= --os-trust-id= --os-identity-provider= --os-protocol= --os-client-id= --os-client-secret= --os-openid-scope= --os-access-token-endpoint= --os-discovery-endpoint= --os-access-token-type= --os-oauth2-endpoint= --os-oauth2-client-id= --os-oauth2-client-secret= --os-device-authorization-endpoint= --os-code-challenge-method= --os-username= --os-user-id= --os-password= --os-user-domain-id= --os-user-domain-name= --os-default-domain-id= --os-default-domain-name= --os-token= --os-access-token= --os-redirect-host= --os-redirect-port= --os-login-timeout= --os-passcode= --os-endpoint= --os-application-credential-secret= --os-application-credential-id= --os-application-credential-name= --os-redirect-uri= --os-code= --os-auth-methods= --os-idp-otp-key= --backend=openstack|gostack --gsinitrc= --az=' ;;
    'help') opts='-h,--help <+' ;;
    'vpc') next='port-detach' ;;
    'vpc port-detach') opts='-h,--help < --tenant-id= --wait --timeout=' ;;
  esac
}
complete -F _ostk_vnetops vnetops
