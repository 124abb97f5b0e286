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

_ostk_ostk() {
  local list_options='-h,--help -f,--format=csv|json|table|value|yaml -c,--column= --quote=all|minimal|none|nonnumeric --noindent --max-width= --fit-width --print-empty --sort-column= --sort-ascending --sort-descending' show_options='-h,--help -f,--format=json|shell|table|value|yaml -c,--column= --noindent --prefix= --max-width= --fit-width --print-empty' trees='openstack glance virsh gs vnetops'
  _ostk_complete ostk
}
__ostk_ostk_ostk() {
  case $1 in
    '') next='access application auth availability cached catalog complete completion compute configuration console consumer credential domain ec2 endpoint env extension federation flavor group help host hypervisor identity image implied keypair limit limits link mapping network policy port project quota region registered request role sandbox security server service shell subnet token trust unlink user versions volume openstack glance virsh gs vnetops' opts='--version -v,--verbose -q,--quiet --log-file= -h,--help --debug --os-cloud=@cloud --os-region-name=@region --os-cacert= --os-cert= --os-key= --verify --insecure --os-default-domain= --os-interface=admin|public|internal --os-service-provider= --os-remote-project-name= --os-remote-project-id= --os-remote-project-domain-name= --os-remote-project-domain-id= --timing --os-beta-command --os-accelerator-api-version= --os-compute-api-version= --os-identity-api-version= --os-image-api-version= --os-network-api-version= --os-object-api-version= --os-volume-api-version= --os-workflow-api-version= --os-database-api-version= --os-orchestration-api-version= --os-share-api-version=2.0|2.1|2.2|2.3|2.4|2.5|2.6|2.7|2.8|2.9|2.10|2.11|2.12|2.13|2.14|2.15|2.16|2.17|2.18|2.19|2.20|2.21|2.22|2.23|2.24|2.25|2.26|2.27|2.28|2.29|2.30|2.31|2.32|2.33|2.34|2.35|2.36|2.37|2.38|2.39|2.40|2.41|2.42|2.43|2.44|2.45|2.46|2.47|2.48|2.49|2.50|2.51|2.52|2.53|2.54|2.55|2.56|2.57|2.58|2.59|2.60|2.61|2.62|2.63|2.64|2.65|2.66|2.67|2.68|2.69|2.70|2.71|2.72|2.73|2.74|2.75|2.76|2.77|2.78|2.79|2.80|2.81|2.82|2.83|2.84|2.85|2.86|2.87|2.88|2.89|2.90|2.91|2.92|2.93|2.94|2.95|2.96|2.97|2.98 --os-endpoint-override= --os-placement-api-version= --os-auth-type=v3oidcclientcredentials|v3oauth2clientcredential|v3oidcdeviceauthz|v2password|v3password|token|v3oidcaccesstoken|v3websso|v3totp|admin_token|v3applicationcredential|http_basic|noauth|v3oidcauthcode|v1password|none|v3multifactor|v3token|password|v2token|v3tokenlessauth|v3oidcpassword|v3oauth2mtlsclientcredential --os-auth-url= --os-system-scope= --os-domain-id= --os-domain-name= --os-project-id= --os-project-name= --os-project-domain-id= --os-project-domain-name= --os-trust-id= --os-identity-provider= --os-protocol= --os-client-id= --os-client-secret= --os-openid-scope= --os-access-token-endpoint= --os-discovery-endpoint= --os-access-token-type= --os-oauth2-endpoint= --os-oauth2-client-id= --os-oauth2-client-secret= --os-device-authorization-endpoint= --os-code-challenge-method= --os-username= --os-user-id= --os-password= --os-user-domain-id= --os-user-domain-name= --os-default-domain-id= --os-default-domain-name= --os-token= --os-access-token= --os-redirect-host= --os-redirect-port= --os-login-timeout= --os-passcode= --os-endpoint= --os-application-credential-secret= --os-application-credential-id= --os-application-credential-name= --os-redirect-uri= --os-code= --os-auth-methods= --os-idp-otp-key= --as= --openrc= --openrc-arg= --no-token-cache' ;;
    'access') next='rule token' ;;
    'access rule') next='delete list show' ;;
    'access rule delete') opts='-h,--help <+@access-rule' ;;
    'access rule list') opts='%list --user=@user --user-domain=@domain' ;;
    'access rule show') opts='%show <@access-rule' ;;
    'access token') next='create' ;;
    'access token create') opts='%show --consumer-key= --consumer-secret= --request-key= --request-secret= --verifier=' ;;
    'application') next='credential' ;;
    'application credential') next='create delete list show' ;;
    'application credential create') opts='%show < --secret= --role=@role --expiration= --description= --unrestricted --restricted --access-rules=' ;;
    'application credential delete') opts='-h,--help <+@application-credential' ;;
    'application credential list') opts='%list --user=@user --user-domain=@domain' ;;
    'application credential show') opts='%show <@application-credential' ;;
    'auth') next='logout status' ;;
    'auth logout') opts='-h,--help' ;;
    'auth status') opts='%list' ;;
    'availability') next='zone' ;;
    'availability zone') next='list' ;;
    'availability zone list') opts='%list --compute --network --volume --share --long' ;;
    'cached') next='image' ;;
    'cached image') next='clear delete list queue' ;;
    'cached image clear') opts='-h,--help --cache --queue' ;;
    'cached image delete') opts='-h,--help <+@image' ;;
    'cached image list') opts='%list' ;;
    'cached image queue') opts='-h,--help <+@image' ;;
    'catalog') next='list show' ;;
    'catalog list') opts='%list' ;;
    'catalog show') opts='%show <@service' ;;
    'complete') opts='-h,--help --name= --shell=bash|none' ;;
    'completion') opts='-h,--help <bash|zsh|fish <openstack|glance|virsh|gs|vnetops' ;;
    'compute') next='service' ;;
    'compute service') next='delete list set' ;;
    'compute service delete') opts='-h,--help <+' ;;
    'compute service list') opts='%list --host=@hypervisor --service= --long' ;;
    'compute service set') opts='-h,--help < < --enable --disable --disable-reason= --up --down' ;;
    'configuration') next='show' ;;
    'configuration show') opts='%show --mask --unmask' ;;
    'console') next='log url' ;;
    'console log') next='show' ;;
    'console log show') opts='-h,--help <@server --lines=' ;;
    'console url') next='show' ;;
    'console url show') opts='%show <@server --novnc --xvpvnc --spice --spice-direct --rdp --serial --mks' ;;
    'consumer') next='create delete list set show' ;;
    'consumer create') opts='%show --description=' ;;
    'consumer delete') opts='-h,--help <+@consumer' ;;
    'consumer list') opts='%list' ;;
    'consumer set') opts='-h,--help <@consumer --description=' ;;
    'consumer show') opts='%show <@consumer' ;;
    'credential') next='create delete list set show' ;;
    'credential create') opts='%show <@user --type= < --project=@project' ;;
    'credential delete') opts='-h,--help <+@credential' ;;
    'credential list') opts='%list --user=@user --user-domain=@domain --type=' ;;
    'credential set') opts='-h,--help <@credential --user=@user --type= --data= --project=@project' ;;
    'credential show') opts='%show <@credential' ;;
    'domain') next='create delete list set show' ;;
    'domain create') opts='%show < --description= --enable --disable --or-show --immutable --no-immutable' ;;
    'domain delete') opts='-h,--help <+@domain' ;;
    'domain list') opts='%list --name= --enabled' ;;
    'domain set') opts='-h,--help <@domain --name= --description= --enable --disable --immutable --no-immutable' ;;
    'domain show') opts='%show <@domain' ;;
    'ec2') next='credentials' ;;
    'ec2 credentials') next='create delete list show' ;;
    'ec2 credentials create') opts='%show --project=@project --user=@user --user-domain=@domain --project-domain=@domain' ;;
    'ec2 credentials delete') opts='-h,--help <+ --user=@user --user-domain=@domain' ;;
    'ec2 credentials list') opts='%list --user=@user --user-domain=@domain' ;;
    'ec2 credentials show') opts='%show < --user=@user --user-domain=@domain' ;;
    'endpoint') next='add create delete group list remove set show' ;;
    'endpoint add') next='project' ;;
    'endpoint add project') opts='-h,--help <@endpoint <@project --project-domain=@domain' ;;
    'endpoint create') opts='%show <@service <admin|public|internal < --region=@region --enable --disable' ;;
    'endpoint delete') opts='-h,--help <+@endpoint' ;;
    'endpoint group') next='add create delete list remove set show' ;;
    'endpoint group add') next='project' ;;
    'endpoint group add project') opts='-h,--help <@endpoint-group <@project --project-domain=@domain' ;;
    'endpoint group create') opts='%show < < --description=' ;;
    'endpoint group delete') opts='-h,--help <+@endpoint-group' ;;
    'endpoint group list') opts='%list --endpointgroup=@endpoint-group --project=@project --domain=@domain' ;;
    'endpoint group remove') next='project' ;;
    'endpoint group remove project') opts='-h,--help <@endpoint-group <@project --project-domain=@domain' ;;
    'endpoint group set') opts='-h,--help <@endpoint-group --name= --filters= --description=' ;;
    'endpoint group show') opts='%show <@endpoint-group' ;;
    'endpoint list') opts='%list --service=@service --interface=admin|public|internal --region=@region --endpoint=@endpoint-group --project=@project --project-domain=@domain' ;;
    'endpoint remove') next='project' ;;
    'endpoint remove project') opts='-h,--help <@endpoint <@project --project-domain=@domain' ;;
    'endpoint set') opts='-h,--help <@endpoint --region=@region --interface=admin|public|internal --url= --service=@service --enable --disable' ;;
    'endpoint show') opts='%show <@endpoint' ;;
    'env') opts='%list' ;;
    'extension') next='list show' ;;
    'extension list') opts='%list --compute --identity --network --volume --long' ;;
    'extension show') opts='%show <' ;;
    'federation') next='domain project protocol' ;;
    'federation domain') next='list' ;;
    'federation domain list') opts='%list' ;;
    'federation project') next='list' ;;
    'federation project list') opts='%list' ;;
    'federation protocol') next='create delete list set show' ;;
    'federation protocol create') opts='%show < --identity-provider=@identity-provider --mapping=@mapping' ;;
    'federation protocol delete') opts='-h,--help <+ --identity-provider=@identity-provider' ;;
    'federation protocol list') opts='%list --identity-provider=@identity-provider' ;;
    'federation protocol set') opts='-h,--help < --identity-provider=@identity-provider --mapping=@mapping' ;;
    'federation protocol show') opts='%show < --identity-provider=@identity-provider' ;;
    'flavor') next='create delete list set show unset' ;;
    'flavor create') opts='%show < --id= --ram= --disk= --ephemeral= --swap= --vcpus= --rxtx-factor= --public --private --property= --project=@project --description= --project-domain=@domain' ;;
    'flavor delete') opts='-h,--help <+@flavor' ;;
    'flavor list') opts='%list --public --private --all --min-disk= --min-ram= --long --limit= --marker= --max-items=' ;;
    'flavor set') opts='-h,--help <@flavor --no-property --property= --project=@project --project-domain=@domain --description=' ;;
    'flavor show') opts='%show <@flavor' ;;
    'flavor unset') opts='-h,--help <@flavor --property= --project=@project --project-domain=@domain' ;;
    'group') next='add contains create delete list remove set show' ;;
    'group add') next='user' ;;
    'group add user') opts='-h,--help <@group <+@user --group-domain=@domain --user-domain=@domain' ;;
    'group contains') next='user' ;;
    'group contains user') opts='-h,--help <@group <@user --group-domain=@domain --user-domain=@domain' ;;
    'group create') opts='%show < --domain=@domain --description= --or-show' ;;
    'group delete') opts='-h,--help <+@group --domain=@domain' ;;
    'group list') opts='%list --domain=@domain --user=@user --user-domain=@domain --long' ;;
    'group remove') next='user' ;;
    'group remove user') opts='-h,--help <@group <+@user --group-domain=@domain --user-domain=@domain' ;;
    'group set') opts='-h,--help <@group --domain=@domain --name= --description=' ;;
    'group show') opts='%show <@group --domain=@domain' ;;
    'help') opts='-h,--help <+' ;;
    'host') next='list set show' ;;
    'host list') opts='%list --zone=@zone' ;;
    'host set') opts='-h,--help < --enable --disable --enable-maintenance --disable-maintenance' ;;
    'host show') opts='%list <' ;;
    'hypervisor') next='list show stats' ;;
    'hypervisor list') opts='%list --matching= --limit= --marker= --max-items= --long' ;;
    'hypervisor show') opts='%show <@hypervisor' ;;
    'hypervisor stats') next='show' ;;
    'hypervisor stats show') opts='%show' ;;
    'identity') next='provider' ;;
    'identity provider') next='create delete list set show' ;;
    'identity provider create') opts='%show < --remote-id= --remote-id-file= --description= --domain=@domain --authorization-ttl= --enable --disable' ;;
    'identity provider delete') opts='-h,--help <+@identity-provider' ;;
    'identity provider list') opts='%list --id= --enabled' ;;
    'identity provider set') opts='-h,--help <@identity-provider --description= --remote-id= --remote-id-file= --authorization-ttl= --enable --disable' ;;
    'identity provider show') opts='%show <@identity-provider' ;;
    'image') next='add create delete import list member metadef remove save set show stage stores task unset' ;;
    'image add') next='project' ;;
    'image add project') opts='%show <@image <@project --project-domain=@domain' ;;
    'image create') opts='%show < --id= --container-format=ami|ari|aki|bare|docker|ova|ovf --disk-format=ami|ari|aki|vhd|vmdk|raw|qcow2|vhdx|vdi|iso|ploop --min-disk= --min-ram= --size= --file= --volume=@volume --force --progress --sign-key-path= --sign-cert-id= --protected --unprotected --public --private --community --shared --property= --tag= --project=@project --import --project-domain=@domain --keep-on-interrupt' ;;
    'image delete') opts='-h,--help <+@image --store=' ;;
    'image import') next='info' opts='%show <@image --method=glance-direct|web-download|glance-download|copy-image --uri= --remote-image= --remote-region= --remote-service-interface= --store= --all-stores --allow-failure --disallow-failure --wait' ;;
    'image import info') opts='%show' ;;
    'image list') opts='%list --public --private --community --shared --all --property= --name= --status= --member-status=accepted|pending|rejected|all --project=@project --project-domain=@domain --tag= --hidden --long --sort= --limit= --marker= --max-items=' ;;
    'image member') next='get list' ;;
    'image member get') opts='%show <@image <@project --project-domain=@domain' ;;
    'image member list') opts='%list <@image --project-domain=@domain' ;;
    'image metadef') next='namespace object property resource' ;;
    'image metadef namespace') next='create delete list set show unset' ;;
    'image metadef namespace create') opts='%show < --display-name= --description= --public --private --protected --unprotected' ;;
    'image metadef namespace delete') opts='-h,--help <+@namespace' ;;
    'image metadef namespace list') opts='%list --resource-types= --visibility=' ;;
    'image metadef namespace set') opts='-h,--help <@namespace --display-name= --description= --public --private --protected --unprotected --tag=' ;;
    'image metadef namespace show') opts='%show <@namespace' ;;
    'image metadef namespace unset') opts='-h,--help <@namespace --tag= --all-tags' ;;
    'image metadef object') next='create delete list property show update' ;;
    'image metadef object create') opts='%show --namespace=@namespace <' ;;
    'image metadef object delete') opts='-h,--help <@namespace <+' ;;
    'image metadef object list') opts='%list <@namespace' ;;
    'image metadef object property') next='show' ;;
    'image metadef object property show') opts='%show <@namespace < <' ;;
    'image metadef object show') opts='%show <@namespace <' ;;
    'image metadef object update') opts='-h,--help <@namespace < --name=' ;;
    'image metadef property') next='create delete list set show' ;;
    'image metadef property create') opts='%show --name= --title= --type= --schema= <' ;;
    'image metadef property delete') opts='-h,--help <@namespace <+' ;;
    'image metadef property list') opts='%list <@namespace' ;;
    'image metadef property set') opts='-h,--help --name= --title= --type= --schema= < <' ;;
    'image metadef property show') opts='%show <@namespace <' ;;
    'image metadef resource') next='type' ;;
    'image metadef resource type') next='association list' ;;
    'image metadef resource type association') next='create delete list' ;;
    'image metadef resource type association create') opts='%show <@namespace < --properties-target=' ;;
    'image metadef resource type association delete') opts='-h,--help <@namespace <+ --force' ;;
    'image metadef resource type association list') opts='%list <@namespace' ;;
    'image metadef resource type list') opts='%list' ;;
    'image remove') next='project' ;;
    'image remove project') opts='-h,--help <@image <@project --project-domain=@domain' ;;
    'image save') opts='-h,--help --chunk-size= --file= --store-preference= <@image --resume --progress' ;;
    'image set') opts='-h,--help <@image --name= --min-disk= --min-ram= --container-format=ami|ari|aki|bare|docker|ova|ovf --disk-format=ami|ari|aki|vhd|vmdk|raw|qcow2|vhdx|vdi|iso|ploop --protected --unprotected --public --private --community --shared --property= --tag= --architecture= --instance-id= --kernel-id= --os-distro= --os-version= --ramdisk-id= --deactivate --activate --project=@project --project-domain=@domain --accept --reject --pending --hidden --unhidden' ;;
    'image show') opts='%show --human-readable <@image' ;;
    'image stage') opts='-h,--help --file= --size= --progress <@image' ;;
    'image stores') next='list' ;;
    'image stores list') opts='%list --detail' ;;
    'image task') next='list show' ;;
    'image task list') opts='%list --sort-key= --sort-dir= --limit= --marker= --max-items= --type=import --status=pending|processing|success|failure' ;;
    'image task show') opts='%show <' ;;
    'image unset') opts='-h,--help <@image --tag= --property=' ;;
    'implied') next='role' ;;
    'implied role') next='create delete list' ;;
    'implied role create') opts='%show <@role --implied-role=@role' ;;
    'implied role delete') opts='-h,--help <@role --implied-role=@role' ;;
    'implied role list') opts='%list' ;;
    'keypair') next='create delete list show' ;;
    'keypair create') opts='%show < --public-key= --private-key= --type=ssh|x509 --user=@user --user-domain=@domain' ;;
    'keypair delete') opts='-h,--help <+@keypair --user=@user --user-domain=@domain' ;;
    'keypair list') opts='%list --user=@user --user-domain=@domain --project=@project --project-domain=@domain --limit= --marker= --max-items=' ;;
    'keypair show') opts='%show <@keypair --public-key --user=@user --user-domain=@domain' ;;
    'limit') next='create delete list set show' ;;
    'limit create') opts='%show --description= --region=@region --project=@project --project-domain=@domain --service=@service --resource-limit= <' ;;
    'limit delete') opts='-h,--help <+' ;;
    'limit list') opts='%list --service=@service --resource-name= --region=@region --project=@project --project-domain=@domain' ;;
    'limit set') opts='%show < --description= --resource-limit=' ;;
    'limit show') opts='%show <' ;;
    'limits') next='show' ;;
    'limits show') opts='%list --absolute --rate --reserved --project=@project --project-domain=@domain' ;;
    'link') opts='-h,--help < <+openstack|glance|virsh|gs|vnetops' ;;
    'mapping') next='create delete list set show' ;;
    'mapping create') opts='%show < --rules= --schema-version=' ;;
    'mapping delete') opts='-h,--help <+@mapping' ;;
    'mapping list') opts='%list' ;;
    'mapping set') opts='-h,--help < --rules= --schema-version=' ;;
    'mapping show') opts='%show <@mapping' ;;
    'network') next='create delete list show' ;;
    'network create') opts='%show --extra-property={name=;value=;type=} < --share --no-share --enable --disable --project=@project --description= --mtu= --project-domain=@domain --availability-zone-hint=@zone --enable-port-security --disable-port-security --external --internal --default --no-default --qos-policy= --transparent-vlan --no-transparent-vlan --qinq-vlan --no-qinq-vlan --pvlan --no-pvlan --provider-network-type= --provider-physical-network= --provider-segment= --dns-domain= --tag= --no-tag' ;;
    'network delete') opts='-h,--help <+@network' ;;
    'network list') opts='%list --external --internal --long --name= --enable --disable --project=@project --pvlan --no-pvlan --project-domain=@domain --share --no-share --status=ACTIVE|BUILD|DOWN|ERROR --provider-network-type=flat|geneve|gre|local|vlan|vxlan --provider-physical-network= --provider-segment= --agent= --tags=, --any-tags=, --not-tags=, --not-any-tags=, --limit= --marker= --max-items=' ;;
    'network show') opts='%show <@network' ;;
    'policy') next='create delete list set show' ;;
    'policy create') opts='%show --type= <' ;;
    'policy delete') opts='-h,--help <+@policy' ;;
    'policy list') opts='%list --long' ;;
    'policy set') opts='-h,--help <@policy --type= --rules=' ;;
    'policy show') opts='%show <@policy' ;;
    'port') next='create delete list show' ;;
    'port create') opts='%show --extra-property={name=;value=;type=} --network=@network --description= --device= --mac-address= --device-owner= --vnic-type=accelerator-direct|accelerator-direct-physical|direct|direct-physical|macvtap|normal|baremetal|virtio-forwarder|smart-nic|vdpa|remote-managed --host=@hypervisor --dns-domain= --dns-name= --numa-policy-required --numa-policy-preferred --numa-policy-socket --numa-policy-legacy --hint= --trusted --not-trusted --pvlan-type=promiscuous|isolated|community --pvlan-community= --fixed-ip={subnet=;ip-address=} --no-fixed-ip --binding-profile= --enable --disable --enable-uplink-status-propagation --disable-uplink-status-propagation --project=@project --project-domain=@domain < --extra-dhcp-option={name=;value=;ip-version=} --security-group=@security-group --no-security-group --qos-policy= --enable-port-security --disable-port-security --allowed-address={ip-address=;mac-address=} --device-profile= --hardware-offload-type= --tag= --no-tag' ;;
    'port delete') opts='-h,--help <+@port' ;;
    'port list') opts='%list --device-owner= --host=@hypervisor --network=@network --router= --server=@server --device-id= --mac-address= --long --project=@project --pvlan-type= --pvlan-community= --pvlan --no-pvlan --name= --security-group=@security-group --status=ACTIVE|BUILD|DOWN|ERROR --project-domain=@domain --fixed-ip={subnet=;ip-address=;ip-substring=} --tags=, --any-tags=, --not-tags=, --not-any-tags=, --limit= --marker= --max-items=' ;;
    'port show') opts='%show <@port' ;;
    'project') next='create delete list set show' ;;
    'project create') opts='%show < --domain=@domain --parent=@project --description= --enable --disable --property= --or-show --immutable --no-immutable --tag=' ;;
    'project delete') opts='-h,--help <+@project --domain=@domain' ;;
    'project list') opts='%list --domain=@domain --parent=@project --user=@user --my-projects --long --sort= --enabled --disabled --tags=, --tags-any=, --not-tags=, --not-tags-any=, --limit= --marker= --max-items=' ;;
    'project set') opts='-h,--help <@project --name= --domain=@domain --description= --enable --disable --property= --immutable --no-immutable --tag= --clear-tags --remove-tag=' ;;
    'project show') opts='%show <@project --domain=@domain --parents --children' ;;
    'quota') next='delete list set show' ;;
    'quota delete') opts='-h,--help <@project --all --compute --volume --network' ;;
    'quota list') opts='%list --compute --volume --network' ;;
    'quota set') opts='-h,--help <@project --class --default --cores= --injected-file-size= --injected-path-size= --injected-files= --instances= --key-pairs= --properties= --ram= --server-group-members= --server-groups= --backups= --backup-gigabytes= --gigabytes= --groups= --per-volume-gigabytes= --snapshots= --volumes= --floating-ips= --secgroup-rules= --secgroups= --networks= --subnets= --ports= --routers= --router-routes= --rbac-policies= --subnetpools= --volume-type= --force --no-force' ;;
    'quota show') opts='%list <@project --default --usage --all --compute --volume --network' ;;
    'region') next='create delete list set show' ;;
    'region create') opts='%show < --parent-region=@region --description=' ;;
    'region delete') opts='-h,--help <+@region' ;;
    'region list') opts='%list --parent-region=@region' ;;
    'region set') opts='-h,--help <@region --parent-region=@region --description=' ;;
    'region show') opts='%show <@region' ;;
    'registered') next='limit' ;;
    'registered limit') next='create delete list set show' ;;
    'registered limit create') opts='%show --description= --region=@region --service=@service --default-limit= <' ;;
    'registered limit delete') opts='-h,--help <+' ;;
    'registered limit list') opts='%list --service=@service --resource-name= --region=@region' ;;
    'registered limit set') opts='%show < --service=@service --resource-name= --default-limit= --description= --region=@region' ;;
    'registered limit show') opts='%show <' ;;
    'request') next='token' ;;
    'request token') next='authorize create' ;;
    'request token authorize') opts='%show --request-key= --role=@role' ;;
    'request token create') opts='%show --consumer-key= --consumer-secret= --project=@project --domain=@domain' ;;
    'role') next='add assignment create delete list remove set show' ;;
    'role add') opts='-h,--help <@role --system= --domain=@domain --project=@project --user=@user --group=@group --group-domain=@domain --project-domain=@domain --user-domain=@domain --inherited --role-domain=' ;;
    'role assignment') next='list' ;;
    'role assignment list') opts='%list --effective --role=@role --role-domain= --names --user=@user --user-domain=@domain --group=@group --group-domain=@domain --domain=@domain --project=@project --system= --project-domain=@domain --inherited --auth-user --auth-project' ;;
    'role create') opts='%show < --description= --domain=@domain --or-show --immutable --no-immutable' ;;
    'role delete') opts='-h,--help <+@role --domain=@domain' ;;
    'role list') opts='%list --domain=@domain' ;;
    'role remove') opts='-h,--help <@role --system= --domain=@domain --project=@project --user=@user --group=@group --group-domain=@domain --project-domain=@domain --user-domain=@domain --inherited --role-domain=' ;;
    'role set') opts='-h,--help <@role --description= --domain=@domain --name= --immutable --no-immutable' ;;
    'role show') opts='%show <@role --domain=@domain' ;;
    'sandbox') next='fault gostack reset serve' ;;
    'sandbox fault') opts='-h,--help <boot|unavailable|cut|clear --service=identity|image|compute|network|volume|placement --times=' ;;
    'sandbox gostack') opts='-h,--help --gsinitrc= --step=' ;;
    'sandbox reset') opts='-h,--help' ;;
    'sandbox serve') opts='-h,--help --port= --address=' ;;
    'security') next='group' ;;
    'security group') next='create delete list rule set show unset' ;;
    'security group create') opts='%show --extra-property={name=;value=;type=} < --description= --project=@project --stateful --stateless --project-domain=@domain --tag= --no-tag' ;;
    'security group delete') opts='-h,--help <+@security-group' ;;
    'security group list') opts='%list --project=@project --project-domain=@domain --share --no-share --tags=, --any-tags=, --not-tags=, --not-any-tags=, --limit= --marker= --max-items=' ;;
    'security group rule') next='create delete list show' ;;
    'security group rule create') opts='%show --extra-property={name=;value=;type=} <@security-group --remote-ip= --remote-group=@security-group --remote-address-group= --dst-port= --protocol= --description= --icmp-type= --icmp-code= --ingress --egress --ethertype=IPv4|IPv6 --project=@project --project-domain=@domain' ;;
    'security group rule delete') opts='-h,--help <+@security-group-rule' ;;
    'security group rule list') opts='%list <@security-group --protocol= --ethertype= --ingress --egress --long --project=@project --project-domain=@domain --limit= --marker= --max-items=' ;;
    'security group rule show') opts='%show <@security-group-rule' ;;
    'security group set') opts='-h,--help --extra-property={name=;value=;type=} <@security-group --name= --description= --stateful --stateless --tag= --no-tag' ;;
    'security group show') opts='%show <@security-group' ;;
    'security group unset') opts='-h,--help <@security-group --tag= --all-tag' ;;
    'server') next='add console create delete domstate dump dumpxml event image list lock migrate migration pause reboot rebuild remove rescue resize restore resume set shelve show start stop suspend unlock unpause unrescue unset unshelve volume' ;;
    'server add') next='fixed floating network port security volume' ;;
    'server add fixed') next='ip' ;;
    'server add fixed ip') opts='%show <@server <@network --fixed-ip-address= --tag=' ;;
    'server add floating') next='ip' ;;
    'server add floating ip') opts='-h,--help <@server < --fixed-ip-address=' ;;
    'server add network') opts='-h,--help <@server <@network --tag=' ;;
    'server add port') opts='-h,--help <@server <@port --tag=' ;;
    'server add security') next='group' ;;
    'server add security group') opts='-h,--help <@server <+@security-group' ;;
    'server add volume') opts='%show <@server <@volume --device= --tag= --enable-delete-on-termination --disable-delete-on-termination' ;;
    'server console') opts='-h,--help < --libvirt-uri= --devname= --force' ;;
    'server create') opts='%show < --flavor=@flavor --image=@image --image-property= --volume=@volume --snapshot= --boot-from-volume= --delete-on-termination --block-device-mapping= --block-device={uuid=;source_type=image|snapshot|volume|blank;destination_type=volume|local;disk_bus=;device_type=;device_name=;volume_size=;guest_format=;boot_index=;delete_on_termination=true|false;tag=;volume_type=} --swap= --ephemeral={size=;format=} --network=@network --port=@port --no-network --auto-network --nic={net-id=@network;port-id=@port;v4-fixed-ip=;v6-fixed-ip=;tag=} --password= --no-security-group --security-group=@security-group --key-name=@keypair --property= --file= --user-data= --description= --availability-zone=@zone --host=@hypervisor --hypervisor-hostname=@hypervisor --server-group= --hint= --use-config-drive --no-config-drive --config-drive= --min= --max= --tag= --hostname= --wait --trusted-image-cert=' ;;
    'server delete') opts='-h,--help <+@server --force --all-projects --wait' ;;
    'server domstate') opts='%show < --libvirt-uri=' ;;
    'server dump') next='create' ;;
    'server dump create') opts='-h,--help <+@server' ;;
    'server dumpxml') opts='-h,--help < --libvirt-uri= --inactive' ;;
    'server event') next='list show' ;;
    'server event list') opts='%list <@server --long --changes-since= --changes-before= --limit= --marker= --max-items=' ;;
    'server event show') opts='%show <@server <' ;;
    'server image') next='create' ;;
    'server image create') opts='%show <@server --name= --property= --wait' ;;
    'server list') opts='%list --reservation-id= --ip= --ip6= --name= --instance-name= --status=ACTIVE|BUILD|DELETED|ERROR|HARD_REBOOT|MIGRATING|PASSWORD|PAUSED|REBOOT|REBUILD|RESCUE|RESIZE|REVERT_RESIZE|SHELVED|SHELVED_OFFLOADED|SHUTOFF|SOFT_DELETED|SUSPENDED|VERIFY_RESIZE --flavor=@flavor --image=@image --host=@hypervisor --all-projects --project=@project --project-domain=@domain --user=@user --user-domain=@domain --deleted --availability-zone=@zone --key-name=@keypair --config-drive --no-config-drive --progress= --vm-state=active|building|deleted|error|paused|stopped|suspended|rescued|resized|shelved|shelved_offloaded|soft-delete --task-state=block_device_mapping|deleting|image_backup|image_pending_upload|image_snapshot|image_snapshot_pending|image_uploading|migrating|networking|pausing|powering-off|powering-on|rebooting|reboot_pending|reboot_started|reboot_pending_hard|reboot_started_hard|rebooting_hard|rebuilding|rebuild_block_device_mapping|rebuild_spawning|rescuing|resize_confirming|resize_finish|resize_migrated|resize_migrating|resize_prep|resize_reverting|restoring|resuming|scheduling|shelving|shelving_image_pending_upload|shelving_image_uploading|shelving_offloading|soft-deleting|spawning|suspending|updating_password|unpausing|unrescuing|unshelving --power-state=pending|running|paused|shutdown|crashed|suspended --long -n,--no-name-lookup --name-lookup-one-by-one --limit= --marker= --max-items= --changes-before= --changes-since= --locked --unlocked --tags= --not-tags=' ;;
    'server lock') opts='-h,--help <+@server --reason=' ;;
    'server migrate') next='confirm revert' opts='-h,--help <@server --live-migration --host=@hypervisor --shared-migration --block-migration --disk-overcommit --no-disk-overcommit --wait' ;;
    'server migrate confirm') opts='-h,--help <@server' ;;
    'server migrate revert') opts='-h,--help <@server' ;;
    'server migration') next='abort confirm force list revert show' ;;
    'server migration abort') opts='-h,--help <@server <' ;;
    'server migration confirm') opts='-h,--help <@server' ;;
    'server migration force') next='complete' ;;
    'server migration force complete') opts='-h,--help <@server <' ;;
    'server migration list') opts='%list --server=@server --host=@hypervisor --status= --type=evacuation|live-migration|cold-migration|resize --limit= --marker= --max-items= --changes-since= --changes-before= --project=@project --project-domain=@domain --user=@user --user-domain=@domain' ;;
    'server migration revert') opts='-h,--help <@server' ;;
    'server migration show') opts='%show <@server <' ;;
    'server pause') opts='-h,--help <+@server' ;;
    'server reboot') opts='-h,--help <@server --hard --soft --wait' ;;
    'server rebuild') opts='%show <@server --image=@image --name= --password= --property= --description= --preserve-ephemeral --no-preserve-ephemeral --key-name=@keypair --no-key-name --user-data= --no-user-data --trusted-image-cert= --no-trusted-image-certs --hostname= --reimage-boot-volume --no-reimage-boot-volume --wait' ;;
    'server remove') next='fixed floating network port security volume' ;;
    'server remove fixed') next='ip' ;;
    'server remove fixed ip') opts='-h,--help <@server <' ;;
    'server remove floating') next='ip' ;;
    'server remove floating ip') opts='-h,--help <@server <' ;;
    'server remove network') opts='-h,--help <@server <@network' ;;
    'server remove port') opts='-h,--help <@server <@port' ;;
    'server remove security') next='group' ;;
    'server remove security group') opts='-h,--help <@server <+@security-group' ;;
    'server remove volume') opts='-h,--help <@server <@volume' ;;
    'server rescue') opts='-h,--help <@server --image=@image --password=' ;;
    'server resize') next='confirm revert' opts='-h,--help <@server --flavor=@flavor --confirm --revert --wait' ;;
    'server resize confirm') opts='-h,--help <@server' ;;
    'server resize revert') opts='-h,--help <@server' ;;
    'server restore') opts='-h,--help <+@server' ;;
    'server resume') opts='-h,--help <+@server' ;;
    'server set') opts='-h,--help <@server --name= --password= --no-password --property= --auto-approve --state=active|error --description= --tag= --hostname= --pinned-availability-zone=@zone' ;;
    'server shelve') opts='-h,--help <+@server --offload --wait' ;;
    'server show') opts='%show <@server --diagnostics --topology' ;;
    'server start') opts='-h,--help <+@server --all-projects' ;;
    'server stop') opts='-h,--help <+@server --all-projects' ;;
    'server suspend') opts='-h,--help <+@server' ;;
    'server unlock') opts='-h,--help <+@server' ;;
    'server unpause') opts='-h,--help <+@server' ;;
    'server unrescue') opts='-h,--help <@server' ;;
    'server unset') opts='-h,--help <@server --property= --all-properties --description --tag= --all-tags --pinned-availability-zone' ;;
    'server unshelve') opts='-h,--help <+@server --availability-zone=@zone --no-availability-zone --host=@hypervisor --wait' ;;
    'server volume') next='list' ;;
    'server volume list') opts='%list <' ;;
    'service') next='create delete list provider set show' ;;
    'service create') opts='%show < --name= --description= --enable --disable' ;;
    'service delete') opts='-h,--help <+@service' ;;
    'service list') opts='%list --long' ;;
    'service provider') next='create delete list set show' ;;
    'service provider create') opts='%show < --auth-url= --description= --service-provider-url= --enable --disable' ;;
    'service provider delete') opts='-h,--help <+@service-provider' ;;
    'service provider list') opts='%list' ;;
    'service provider set') opts='%show <@service-provider --auth-url= --description= --service-provider-url= --enable --disable' ;;
    'service provider show') opts='%show <@service-provider' ;;
    'service set') opts='-h,--help <@service --type= --name= --description= --enable --disable' ;;
    'service show') opts='%show <@service' ;;
    'shell') opts='-h,--help <openstack|glance|virsh|gs|vnetops' ;;
    'subnet') next='create delete list show' ;;
    'subnet create') opts='%show --extra-property={name=;value=;type=} < --project=@project --project-domain=@domain --subnet-pool= --use-prefix-delegation --use-default-subnet-pool --prefix-length= --subnet-range= --dhcp --no-dhcp --dns-publish-fixed-ip --no-dns-publish-fixed-ip --gateway= --ip-version=4|6 --ipv6-ra-mode=dhcpv6-stateful|dhcpv6-stateless|slaac --ipv6-address-mode=dhcpv6-stateful|dhcpv6-stateless|slaac --network-segment= --network=@network --description= --allocation-pool={start=;end=} --dns-nameserver= --host-route={destination=;gateway=} --service-type= --tag= --no-tag' ;;
    'subnet delete') opts='-h,--help <+@subnet' ;;
    'subnet list') opts='%list --long --ip-version=4|6 --dhcp --no-dhcp --service-type= --project=@project --project-domain=@domain --network=@network --gateway= --name= --subnet-range= --subnet-pool= --tags=, --any-tags=, --not-tags=, --not-any-tags=, --limit= --marker= --max-items=' ;;
    'subnet show') opts='%show <@subnet' ;;
    'token') next='issue revoke' ;;
    'token issue') opts='%show' ;;
    'token revoke') opts='-h,--help <' ;;
    'trust') next='create delete list show' ;;
    'trust create') opts='%show <@user <@user --project=@project --role=@role --impersonate --expiration= --project-domain=@domain --trustor-domain=@domain --trustee-domain=@domain' ;;
    'trust delete') opts='-h,--help <+@trust' ;;
    'trust list') opts='%list --trustor=@user --trustee=@user --trustor-domain=@domain --trustee-domain=@domain --auth-user' ;;
    'trust show') opts='%show <@trust' ;;
    'unlink') opts='-h,--help <' ;;
    'user') next='create delete list password set show' ;;
    'user create') opts='%show < --domain=@domain --project=@project --project-domain=@domain --password= --password-prompt --email= --description= --ignore-lockout-failure-attempts --no-ignore-lockout-failure-attempts --ignore-password-expiry --no-ignore-password-expiry --ignore-change-password-upon-first-use --no-ignore-change-password-upon-first-use --enable-lock-password --disable-lock-password --enable-multi-factor-auth --disable-multi-factor-auth --multi-factor-auth-rule= --enable --disable --or-show' ;;
    'user delete') opts='-h,--help <+@user --domain=@domain' ;;
    'user list') opts='%list --domain=@domain --group=@group --project=@project --long --enabled --disabled --limit= --marker= --max-items=' ;;
    'user password') next='set' ;;
    'user password set') opts='-h,--help --password= --original-password=' ;;
    'user set') opts='-h,--help <@user --name= --domain=@domain --project=@project --project-domain=@domain --password= --password-prompt --email= --description= --ignore-lockout-failure-attempts --no-ignore-lockout-failure-attempts --ignore-password-expiry --no-ignore-password-expiry --ignore-change-password-upon-first-use --no-ignore-change-password-upon-first-use --enable-lock-password --disable-lock-password --enable-multi-factor-auth --disable-multi-factor-auth --multi-factor-auth-rule= --enable --disable' ;;
    'user show') opts='%show <@user --domain=@domain' ;;
    'versions') next='show' ;;
    'versions show') opts='%list --all-interfaces --interface= --region-name=@region --service=@service --status=' ;;
    'volume') next='create delete list set show unset' ;;
    'volume create') opts='%show < --size= --type= --image=@image --snapshot= --source=@volume --backup= --remote-source= --description= --availability-zone=@zone --consistency-group= --property= --hint= --bootable --non-bootable --read-only --read-write --host= --cluster=' ;;
    'volume delete') opts='-h,--help <+@volume --force --cascade --remote' ;;
    'volume list') opts='%list --project=@project --project-domain=@domain --user=@user --user-domain=@domain --name= --status= --property= --all-projects --long --limit= --marker=' ;;
    'volume set') opts='-h,--help <@volume --name= --size= --description= --no-property --property= --image-property= --state=available|error|creating|deleting|in-use|attaching|detaching|error_deleting|maintenance --attached --detached --type= --migration-policy=never|on-demand --bootable --non-bootable --read-only --read-write' ;;
    'volume show') opts='%show <@volume' ;;
    'volume unset') opts='-h,--help <@volume --property= --image-property=' ;;
  esac
}
__ostk_ostk_openstack() {
  case $1 in
    '') next='access application availability cached catalog complete compute configuration console consumer credential domain ec2 endpoint extension federation flavor group help host hypervisor identity image implied keypair limit limits mapping network policy port project quota region registered request role security server service subnet token trust user versions volume' opts='--version -v,--verbose -q,--quiet --log-file= -h,--help --debug --os-cloud=@cloud --os-region-name=@region --os-cacert= --os-cert= --os-key= --verify --insecure --os-default-domain= --os-interface=admin|public|internal --os-service-provider= --os-remote-project-name= --os-remote-project-id= --os-remote-project-domain-name= --os-remote-project-domain-id= --timing --os-beta-command --os-accelerator-api-version= --os-compute-api-version= --os-identity-api-version= --os-image-api-version= --os-network-api-version= --os-object-api-version= --os-volume-api-version= --os-workflow-api-version= --os-database-api-version= --os-orchestration-api-version= --os-share-api-version=2.0|2.1|2.2|2.3|2.4|2.5|2.6|2.7|2.8|2.9|2.10|2.11|2.12|2.13|2.14|2.15|2.16|2.17|2.18|2.19|2.20|2.21|2.22|2.23|2.24|2.25|2.26|2.27|2.28|2.29|2.30|2.31|2.32|2.33|2.34|2.35|2.36|2.37|2.38|2.39|2.40|2.41|2.42|2.43|2.44|2.45|2.46|2.47|2.48|2.49|2.50|2.51|2.52|2.53|2.54|2.55|2.56|2.57|2.58|2.59|2.60|2.61|2.62|2.63|2.64|2.65|2.66|2.67|2.68|2.69|2.70|2.71|2.72|2.73|2.74|2.75|2.76|2.77|2.78|2.79|2.80|2.81|2.82|2.83|2.84|2.85|2.86|2.87|2.88|2.89|2.90|2.91|2.92|2.93|2.94|2.95|2.96|2.97|2.98 --os-endpoint-override= --os-placement-api-version= --os-auth-type=v3oidcclientcredentials|v3oauth2clientcredential|v3oidcdeviceauthz|v2password|v3password|token|v3oidcaccesstoken|v3websso|v3totp|admin_token|v3applicationcredential|http_basic|noauth|v3oidcauthcode|v1password|none|v3multifactor|v3token|password|v2token|v3tokenlessauth|v3oidcpassword|v3oauth2mtlsclientcredential --os-auth-url= --os-system-scope= --os-domain-id= --os-domain-name= --os-project-id= --os-project-name= --os-project-domain-id= --os-project-domain-name= --os-trust-id= --os-identity-provider= --os-protocol= --os-client-id= --os-client-secret= --os-openid-scope= --os-access-token-endpoint= --os-discovery-endpoint= --os-access-token-type= --os-oauth2-endpoint= --os-oauth2-client-id= --os-oauth2-client-secret= --os-device-authorization-endpoint= --os-code-challenge-method= --os-username= --os-user-id= --os-password= --os-user-domain-id= --os-user-domain-name= --os-default-domain-id= --os-default-domain-name= --os-token= --os-access-token= --os-redirect-host= --os-redirect-port= --os-login-timeout= --os-passcode= --os-endpoint= --os-application-credential-secret= --os-application-credential-id= --os-application-credential-name= --os-redirect-uri= --os-code= --os-auth-methods= --os-idp-otp-key= --as= --openrc= --openrc-arg= --no-token-cache' ;;
    'access') next='rule token' ;;
    'access rule') next='delete list show' ;;
    'access rule delete') opts='-h,--help <+@access-rule' ;;
    'access rule list') opts='%list --user=@user --user-domain=@domain' ;;
    'access rule show') opts='%show <@access-rule' ;;
    'access token') next='create' ;;
    'access token create') opts='%show --consumer-key= --consumer-secret= --request-key= --request-secret= --verifier=' ;;
    'application') next='credential' ;;
    'application credential') next='create delete list show' ;;
    'application credential create') opts='%show < --secret= --role=@role --expiration= --description= --unrestricted --restricted --access-rules=' ;;
    'application credential delete') opts='-h,--help <+@application-credential' ;;
    'application credential list') opts='%list --user=@user --user-domain=@domain' ;;
    'application credential show') opts='%show <@application-credential' ;;
    'availability') next='zone' ;;
    'availability zone') next='list' ;;
    'availability zone list') opts='%list --compute --network --volume --share --long' ;;
    'cached') next='image' ;;
    'cached image') next='clear delete list queue' ;;
    'cached image clear') opts='-h,--help --cache --queue' ;;
    'cached image delete') opts='-h,--help <+@image' ;;
    'cached image list') opts='%list' ;;
    'cached image queue') opts='-h,--help <+@image' ;;
    'catalog') next='list show' ;;
    'catalog list') opts='%list' ;;
    'catalog show') opts='%show <@service' ;;
    'complete') opts='-h,--help --name= --shell=bash|none' ;;
    'compute') next='service' ;;
    'compute service') next='delete list set' ;;
    'compute service delete') opts='-h,--help <+' ;;
    'compute service list') opts='%list --host=@hypervisor --service= --long' ;;
    'compute service set') opts='-h,--help < < --enable --disable --disable-reason= --up --down' ;;
    'configuration') next='show' ;;
    'configuration show') opts='%show --mask --unmask' ;;
    'console') next='log url' ;;
    'console log') next='show' ;;
    'console log show') opts='-h,--help <@server --lines=' ;;
    'console url') next='show' ;;
    'console url show') opts='%show <@server --novnc --xvpvnc --spice --spice-direct --rdp --serial --mks' ;;
    'consumer') next='create delete list set show' ;;
    'consumer create') opts='%show --description=' ;;
    'consumer delete') opts='-h,--help <+@consumer' ;;
    'consumer list') opts='%list' ;;
    'consumer set') opts='-h,--help <@consumer --description=' ;;
    'consumer show') opts='%show <@consumer' ;;
    'credential') next='create delete list set show' ;;
    'credential create') opts='%show <@user --type= < --project=@project' ;;
    'credential delete') opts='-h,--help <+@credential' ;;
    'credential list') opts='%list --user=@user --user-domain=@domain --type=' ;;
    'credential set') opts='-h,--help <@credential --user=@user --type= --data= --project=@project' ;;
    'credential show') opts='%show <@credential' ;;
    'domain') next='create delete list set show' ;;
    'domain create') opts='%show < --description= --enable --disable --or-show --immutable --no-immutable' ;;
    'domain delete') opts='-h,--help <+@domain' ;;
    'domain list') opts='%list --name= --enabled' ;;
    'domain set') opts='-h,--help <@domain --name= --description= --enable --disable --immutable --no-immutable' ;;
    'domain show') opts='%show <@domain' ;;
    'ec2') next='credentials' ;;
    'ec2 credentials') next='create delete list show' ;;
    'ec2 credentials create') opts='%show --project=@project --user=@user --user-domain=@domain --project-domain=@domain' ;;
    'ec2 credentials delete') opts='-h,--help <+ --user=@user --user-domain=@domain' ;;
    'ec2 credentials list') opts='%list --user=@user --user-domain=@domain' ;;
    'ec2 credentials show') opts='%show < --user=@user --user-domain=@domain' ;;
    'endpoint') next='add create delete group list remove set show' ;;
    'endpoint add') next='project' ;;
    'endpoint add project') opts='-h,--help <@endpoint <@project --project-domain=@domain' ;;
    'endpoint create') opts='%show <@service <admin|public|internal < --region=@region --enable --disable' ;;
    'endpoint delete') opts='-h,--help <+@endpoint' ;;
    'endpoint group') next='add create delete list remove set show' ;;
    'endpoint group add') next='project' ;;
    'endpoint group add project') opts='-h,--help <@endpoint-group <@project --project-domain=@domain' ;;
    'endpoint group create') opts='%show < < --description=' ;;
    'endpoint group delete') opts='-h,--help <+@endpoint-group' ;;
    'endpoint group list') opts='%list --endpointgroup=@endpoint-group --project=@project --domain=@domain' ;;
    'endpoint group remove') next='project' ;;
    'endpoint group remove project') opts='-h,--help <@endpoint-group <@project --project-domain=@domain' ;;
    'endpoint group set') opts='-h,--help <@endpoint-group --name= --filters= --description=' ;;
    'endpoint group show') opts='%show <@endpoint-group' ;;
    'endpoint list') opts='%list --service=@service --interface=admin|public|internal --region=@region --endpoint=@endpoint-group --project=@project --project-domain=@domain' ;;
    'endpoint remove') next='project' ;;
    'endpoint remove project') opts='-h,--help <@endpoint <@project --project-domain=@domain' ;;
    'endpoint set') opts='-h,--help <@endpoint --region=@region --interface=admin|public|internal --url= --service=@service --enable --disable' ;;
    'endpoint show') opts='%show <@endpoint' ;;
    'extension') next='list show' ;;
    'extension list') opts='%list --compute --identity --network --volume --long' ;;
    'extension show') opts='%show <' ;;
    'federation') next='domain project protocol' ;;
    'federation domain') next='list' ;;
    'federation domain list') opts='%list' ;;
    'federation project') next='list' ;;
    'federation project list') opts='%list' ;;
    'federation protocol') next='create delete list set show' ;;
    'federation protocol create') opts='%show < --identity-provider=@identity-provider --mapping=@mapping' ;;
    'federation protocol delete') opts='-h,--help <+ --identity-provider=@identity-provider' ;;
    'federation protocol list') opts='%list --identity-provider=@identity-provider' ;;
    'federation protocol set') opts='-h,--help < --identity-provider=@identity-provider --mapping=@mapping' ;;
    'federation protocol show') opts='%show < --identity-provider=@identity-provider' ;;
    'flavor') next='create delete list set show unset' ;;
    'flavor create') opts='%show < --id= --ram= --disk= --ephemeral= --swap= --vcpus= --rxtx-factor= --public --private --property= --project=@project --description= --project-domain=@domain' ;;
    'flavor delete') opts='-h,--help <+@flavor' ;;
    'flavor list') opts='%list --public --private --all --min-disk= --min-ram= --long --limit= --marker= --max-items=' ;;
    'flavor set') opts='-h,--help <@flavor --no-property --property= --project=@project --project-domain=@domain --description=' ;;
    'flavor show') opts='%show <@flavor' ;;
    'flavor unset') opts='-h,--help <@flavor --property= --project=@project --project-domain=@domain' ;;
    'group') next='add contains create delete list remove set show' ;;
    'group add') next='user' ;;
    'group add user') opts='-h,--help <@group <+@user --group-domain=@domain --user-domain=@domain' ;;
    'group contains') next='user' ;;
    'group contains user') opts='-h,--help <@group <@user --group-domain=@domain --user-domain=@domain' ;;
    'group create') opts='%show < --domain=@domain --description= --or-show' ;;
    'group delete') opts='-h,--help <+@group --domain=@domain' ;;
    'group list') opts='%list --domain=@domain --user=@user --user-domain=@domain --long' ;;
    'group remove') next='user' ;;
    'group remove user') opts='-h,--help <@group <+@user --group-domain=@domain --user-domain=@domain' ;;
    'group set') opts='-h,--help <@group --domain=@domain --name= --description=' ;;
    'group show') opts='%show <@group --domain=@domain' ;;
    'help') opts='-h,--help <+' ;;
    'host') next='list set show' ;;
    'host list') opts='%list --zone=@zone' ;;
    'host set') opts='-h,--help < --enable --disable --enable-maintenance --disable-maintenance' ;;
    'host show') opts='%list <' ;;
    'hypervisor') next='list show stats' ;;
    'hypervisor list') opts='%list --matching= --limit= --marker= --max-items= --long' ;;
    'hypervisor show') opts='%show <@hypervisor' ;;
    'hypervisor stats') next='show' ;;
    'hypervisor stats show') opts='%show' ;;
    'identity') next='provider' ;;
    'identity provider') next='create delete list set show' ;;
    'identity provider create') opts='%show < --remote-id= --remote-id-file= --description= --domain=@domain --authorization-ttl= --enable --disable' ;;
    'identity provider delete') opts='-h,--help <+@identity-provider' ;;
    'identity provider list') opts='%list --id= --enabled' ;;
    'identity provider set') opts='-h,--help <@identity-provider --description= --remote-id= --remote-id-file= --authorization-ttl= --enable --disable' ;;
    'identity provider show') opts='%show <@identity-provider' ;;
    'image') next='add create delete import list member metadef remove save set show stage stores task unset' ;;
    'image add') next='project' ;;
    'image add project') opts='%show <@image <@project --project-domain=@domain' ;;
    'image create') opts='%show < --id= --container-format=ami|ari|aki|bare|docker|ova|ovf --disk-format=ami|ari|aki|vhd|vmdk|raw|qcow2|vhdx|vdi|iso|ploop --min-disk= --min-ram= --size= --file= --volume=@volume --force --progress --sign-key-path= --sign-cert-id= --protected --unprotected --public --private --community --shared --property= --tag= --project=@project --import --project-domain=@domain --keep-on-interrupt' ;;
    'image delete') opts='-h,--help <+@image --store=' ;;
    'image import') next='info' opts='%show <@image --method=glance-direct|web-download|glance-download|copy-image --uri= --remote-image= --remote-region= --remote-service-interface= --store= --all-stores --allow-failure --disallow-failure --wait' ;;
    'image import info') opts='%show' ;;
    'image list') opts='%list --public --private --community --shared --all --property= --name= --status= --member-status=accepted|pending|rejected|all --project=@project --project-domain=@domain --tag= --hidden --long --sort= --limit= --marker= --max-items=' ;;
    'image member') next='get list' ;;
    'image member get') opts='%show <@image <@project --project-domain=@domain' ;;
    'image member list') opts='%list <@image --project-domain=@domain' ;;
    'image metadef') next='namespace object property resource' ;;
    'image metadef namespace') next='create delete list set show unset' ;;
    'image metadef namespace create') opts='%show < --display-name= --description= --public --private --protected --unprotected' ;;
    'image metadef namespace delete') opts='-h,--help <+@namespace' ;;
    'image metadef namespace list') opts='%list --resource-types= --visibility=' ;;
    'image metadef namespace set') opts='-h,--help <@namespace --display-name= --description= --public --private --protected --unprotected --tag=' ;;
    'image metadef namespace show') opts='%show <@namespace' ;;
    'image metadef namespace unset') opts='-h,--help <@namespace --tag= --all-tags' ;;
    'image metadef object') next='create delete list property show update' ;;
    'image metadef object create') opts='%show --namespace=@namespace <' ;;
    'image metadef object delete') opts='-h,--help <@namespace <+' ;;
    'image metadef object list') opts='%list <@namespace' ;;
    'image metadef object property') next='show' ;;
    'image metadef object property show') opts='%show <@namespace < <' ;;
    'image metadef object show') opts='%show <@namespace <' ;;
    'image metadef object update') opts='-h,--help <@namespace < --name=' ;;
    'image metadef property') next='create delete list set show' ;;
    'image metadef property create') opts='%show --name= --title= --type= --schema= <' ;;
    'image metadef property delete') opts='-h,--help <@namespace <+' ;;
    'image metadef property list') opts='%list <@namespace' ;;
    'image metadef property set') opts='-h,--help --name= --title= --type= --schema= < <' ;;
    'image metadef property show') opts='%show <@namespace <' ;;
    'image metadef resource') next='type' ;;
    'image metadef resource type') next='association list' ;;
    'image metadef resource type association') next='create delete list' ;;
    'image metadef resource type association create') opts='%show <@namespace < --properties-target=' ;;
    'image metadef resource type association delete') opts='-h,--help <@namespace <+ --force' ;;
    'image metadef resource type association list') opts='%list <@namespace' ;;
    'image metadef resource type list') opts='%list' ;;
    'image remove') next='project' ;;
    'image remove project') opts='-h,--help <@image <@project --project-domain=@domain' ;;
    'image save') opts='-h,--help --chunk-size= --file= --store-preference= <@image --resume --progress' ;;
    'image set') opts='-h,--help <@image --name= --min-disk= --min-ram= --container-format=ami|ari|aki|bare|docker|ova|ovf --disk-format=ami|ari|aki|vhd|vmdk|raw|qcow2|vhdx|vdi|iso|ploop --protected --unprotected --public --private --community --shared --property= --tag= --architecture= --instance-id= --kernel-id= --os-distro= --os-version= --ramdisk-id= --deactivate --activate --project=@project --project-domain=@domain --accept --reject --pending --hidden --unhidden' ;;
    'image show') opts='%show --human-readable <@image' ;;
    'image stage') opts='-h,--help --file= --size= --progress <@image' ;;
    'image stores') next='list' ;;
    'image stores list') opts='%list --detail' ;;
    'image task') next='list show' ;;
    'image task list') opts='%list --sort-key= --sort-dir= --limit= --marker= --max-items= --type=import --status=pending|processing|success|failure' ;;
    'image task show') opts='%show <' ;;
    'image unset') opts='-h,--help <@image --tag= --property=' ;;
    'implied') next='role' ;;
    'implied role') next='create delete list' ;;
    'implied role create') opts='%show <@role --implied-role=@role' ;;
    'implied role delete') opts='-h,--help <@role --implied-role=@role' ;;
    'implied role list') opts='%list' ;;
    'keypair') next='create delete list show' ;;
    'keypair create') opts='%show < --public-key= --private-key= --type=ssh|x509 --user=@user --user-domain=@domain' ;;
    'keypair delete') opts='-h,--help <+@keypair --user=@user --user-domain=@domain' ;;
    'keypair list') opts='%list --user=@user --user-domain=@domain --project=@project --project-domain=@domain --limit= --marker= --max-items=' ;;
    'keypair show') opts='%show <@keypair --public-key --user=@user --user-domain=@domain' ;;
    'limit') next='create delete list set show' ;;
    'limit create') opts='%show --description= --region=@region --project=@project --project-domain=@domain --service=@service --resource-limit= <' ;;
    'limit delete') opts='-h,--help <+' ;;
    'limit list') opts='%list --service=@service --resource-name= --region=@region --project=@project --project-domain=@domain' ;;
    'limit set') opts='%show < --description= --resource-limit=' ;;
    'limit show') opts='%show <' ;;
    'limits') next='show' ;;
    'limits show') opts='%list --absolute --rate --reserved --project=@project --project-domain=@domain' ;;
    'mapping') next='create delete list set show' ;;
    'mapping create') opts='%show < --rules= --schema-version=' ;;
    'mapping delete') opts='-h,--help <+@mapping' ;;
    'mapping list') opts='%list' ;;
    'mapping set') opts='-h,--help < --rules= --schema-version=' ;;
    'mapping show') opts='%show <@mapping' ;;
    'network') next='create delete list show' ;;
    'network create') opts='%show --extra-property={name=;value=;type=} < --share --no-share --enable --disable --project=@project --description= --mtu= --project-domain=@domain --availability-zone-hint=@zone --enable-port-security --disable-port-security --external --internal --default --no-default --qos-policy= --transparent-vlan --no-transparent-vlan --qinq-vlan --no-qinq-vlan --pvlan --no-pvlan --provider-network-type= --provider-physical-network= --provider-segment= --dns-domain= --tag= --no-tag' ;;
    'network delete') opts='-h,--help <+@network' ;;
    'network list') opts='%list --external --internal --long --name= --enable --disable --project=@project --pvlan --no-pvlan --project-domain=@domain --share --no-share --status=ACTIVE|BUILD|DOWN|ERROR --provider-network-type=flat|geneve|gre|local|vlan|vxlan --provider-physical-network= --provider-segment= --agent= --tags=, --any-tags=, --not-tags=, --not-any-tags=, --limit= --marker= --max-items=' ;;
    'network show') opts='%show <@network' ;;
    'policy') next='create delete list set show' ;;
    'policy create') opts='%show --type= <' ;;
    'policy delete') opts='-h,--help <+@policy' ;;
    'policy list') opts='%list --long' ;;
    'policy set') opts='-h,--help <@policy --type= --rules=' ;;
    'policy show') opts='%show <@policy' ;;
    'port') next='create delete list show' ;;
    'port create') opts='%show --extra-property={name=;value=;type=} --network=@network --description= --device= --mac-address= --device-owner= --vnic-type=accelerator-direct|accelerator-direct-physical|direct|direct-physical|macvtap|normal|baremetal|virtio-forwarder|smart-nic|vdpa|remote-managed --host=@hypervisor --dns-domain= --dns-name= --numa-policy-required --numa-policy-preferred --numa-policy-socket --numa-policy-legacy --hint= --trusted --not-trusted --pvlan-type=promiscuous|isolated|community --pvlan-community= --fixed-ip={subnet=;ip-address=} --no-fixed-ip --binding-profile= --enable --disable --enable-uplink-status-propagation --disable-uplink-status-propagation --project=@project --project-domain=@domain < --extra-dhcp-option={name=;value=;ip-version=} --security-group=@security-group --no-security-group --qos-policy= --enable-port-security --disable-port-security --allowed-address={ip-address=;mac-address=} --device-profile= --hardware-offload-type= --tag= --no-tag' ;;
    'port delete') opts='-h,--help <+@port' ;;
    'port list') opts='%list --device-owner= --host=@hypervisor --network=@network --router= --server=@server --device-id= --mac-address= --long --project=@project --pvlan-type= --pvlan-community= --pvlan --no-pvlan --name= --security-group=@security-group --status=ACTIVE|BUILD|DOWN|ERROR --project-domain=@domain --fixed-ip={subnet=;ip-address=;ip-substring=} --tags=, --any-tags=, --not-tags=, --not-any-tags=, --limit= --marker= --max-items=' ;;
    'port show') opts='%show <@port' ;;
    'project') next='create delete list set show' ;;
    'project create') opts='%show < --domain=@domain --parent=@project --description= --enable --disable --property= --or-show --immutable --no-immutable --tag=' ;;
    'project delete') opts='-h,--help <+@project --domain=@domain' ;;
    'project list') opts='%list --domain=@domain --parent=@project --user=@user --my-projects --long --sort= --enabled --disabled --tags=, --tags-any=, --not-tags=, --not-tags-any=, --limit= --marker= --max-items=' ;;
    'project set') opts='-h,--help <@project --name= --domain=@domain --description= --enable --disable --property= --immutable --no-immutable --tag= --clear-tags --remove-tag=' ;;
    'project show') opts='%show <@project --domain=@domain --parents --children' ;;
    'quota') next='delete list set show' ;;
    'quota delete') opts='-h,--help <@project --all --compute --volume --network' ;;
    'quota list') opts='%list --compute --volume --network' ;;
    'quota set') opts='-h,--help <@project --class --default --cores= --injected-file-size= --injected-path-size= --injected-files= --instances= --key-pairs= --properties= --ram= --server-group-members= --server-groups= --backups= --backup-gigabytes= --gigabytes= --groups= --per-volume-gigabytes= --snapshots= --volumes= --floating-ips= --secgroup-rules= --secgroups= --networks= --subnets= --ports= --routers= --router-routes= --rbac-policies= --subnetpools= --volume-type= --force --no-force' ;;
    'quota show') opts='%list <@project --default --usage --all --compute --volume --network' ;;
    'region') next='create delete list set show' ;;
    'region create') opts='%show < --parent-region=@region --description=' ;;
    'region delete') opts='-h,--help <+@region' ;;
    'region list') opts='%list --parent-region=@region' ;;
    'region set') opts='-h,--help <@region --parent-region=@region --description=' ;;
    'region show') opts='%show <@region' ;;
    'registered') next='limit' ;;
    'registered limit') next='create delete list set show' ;;
    'registered limit create') opts='%show --description= --region=@region --service=@service --default-limit= <' ;;
    'registered limit delete') opts='-h,--help <+' ;;
    'registered limit list') opts='%list --service=@service --resource-name= --region=@region' ;;
    'registered limit set') opts='%show < --service=@service --resource-name= --default-limit= --description= --region=@region' ;;
    'registered limit show') opts='%show <' ;;
    'request') next='token' ;;
    'request token') next='authorize create' ;;
    'request token authorize') opts='%show --request-key= --role=@role' ;;
    'request token create') opts='%show --consumer-key= --consumer-secret= --project=@project --domain=@domain' ;;
    'role') next='add assignment create delete list remove set show' ;;
    'role add') opts='-h,--help <@role --system= --domain=@domain --project=@project --user=@user --group=@group --group-domain=@domain --project-domain=@domain --user-domain=@domain --inherited --role-domain=' ;;
    'role assignment') next='list' ;;
    'role assignment list') opts='%list --effective --role=@role --role-domain= --names --user=@user --user-domain=@domain --group=@group --group-domain=@domain --domain=@domain --project=@project --system= --project-domain=@domain --inherited --auth-user --auth-project' ;;
    'role create') opts='%show < --description= --domain=@domain --or-show --immutable --no-immutable' ;;
    'role delete') opts='-h,--help <+@role --domain=@domain' ;;
    'role list') opts='%list --domain=@domain' ;;
    'role remove') opts='-h,--help <@role --system= --domain=@domain --project=@project --user=@user --group=@group --group-domain=@domain --project-domain=@domain --user-domain=@domain --inherited --role-domain=' ;;
    'role set') opts='-h,--help <@role --description= --domain=@domain --name= --immutable --no-immutable' ;;
    'role show') opts='%show <@role --domain=@domain' ;;
    'security') next='group' ;;
    'security group') next='create delete list rule set show unset' ;;
    'security group create') opts='%show --extra-property={name=;value=;type=} < --description= --project=@project --stateful --stateless --project-domain=@domain --tag= --no-tag' ;;
    'security group delete') opts='-h,--help <+@security-group' ;;
    'security group list') opts='%list --project=@project --project-domain=@domain --share --no-share --tags=, --any-tags=, --not-tags=, --not-any-tags=, --limit= --marker= --max-items=' ;;
    'security group rule') next='create delete list show' ;;
    'security group rule create') opts='%show --extra-property={name=;value=;type=} <@security-group --remote-ip= --remote-group=@security-group --remote-address-group= --dst-port= --protocol= --description= --icmp-type= --icmp-code= --ingress --egress --ethertype=IPv4|IPv6 --project=@project --project-domain=@domain' ;;
    'security group rule delete') opts='-h,--help <+@security-group-rule' ;;
    'security group rule list') opts='%list <@security-group --protocol= --ethertype= --ingress --egress --long --project=@project --project-domain=@domain --limit= --marker= --max-items=' ;;
    'security group rule show') opts='%show <@security-group-rule' ;;
    'security group set') opts='-h,--help --extra-property={name=;value=;type=} <@security-group --name= --description= --stateful --stateless --tag= --no-tag' ;;
    'security group show') opts='%show <@security-group' ;;
    'security group unset') opts='-h,--help <@security-group --tag= --all-tag' ;;
    'server') next='add create delete dump event image list lock migrate migration pause reboot rebuild remove rescue resize restore resume set shelve show start stop suspend unlock unpause unrescue unset unshelve volume' ;;
    'server add') next='fixed floating network port security volume' ;;
    'server add fixed') next='ip' ;;
    'server add fixed ip') opts='%show <@server <@network --fixed-ip-address= --tag=' ;;
    'server add floating') next='ip' ;;
    'server add floating ip') opts='-h,--help <@server < --fixed-ip-address=' ;;
    'server add network') opts='-h,--help <@server <@network --tag=' ;;
    'server add port') opts='-h,--help <@server <@port --tag=' ;;
    'server add security') next='group' ;;
    'server add security group') opts='-h,--help <@server <+@security-group' ;;
    'server add volume') opts='%show <@server <@volume --device= --tag= --enable-delete-on-termination --disable-delete-on-termination' ;;
    'server create') opts='%show < --flavor=@flavor --image=@image --image-property= --volume=@volume --snapshot= --boot-from-volume= --delete-on-termination --block-device-mapping= --block-device={uuid=;source_type=image|snapshot|volume|blank;destination_type=volume|local;disk_bus=;device_type=;device_name=;volume_size=;guest_format=;boot_index=;delete_on_termination=true|false;tag=;volume_type=} --swap= --ephemeral={size=;format=} --network=@network --port=@port --no-network --auto-network --nic={net-id=@network;port-id=@port;v4-fixed-ip=;v6-fixed-ip=;tag=} --password= --no-security-group --security-group=@security-group --key-name=@keypair --property= --file= --user-data= --description= --availability-zone=@zone --host=@hypervisor --hypervisor-hostname=@hypervisor --server-group= --hint= --use-config-drive --no-config-drive --config-drive= --min= --max= --tag= --hostname= --wait --trusted-image-cert=' ;;
    'server delete') opts='-h,--help <+@server --force --all-projects --wait' ;;
    'server dump') next='create' ;;
    'server dump create') opts='-h,--help <+@server' ;;
    'server event') next='list show' ;;
    'server event list') opts='%list <@server --long --changes-since= --changes-before= --limit= --marker= --max-items=' ;;
    'server event show') opts='%show <@server <' ;;
    'server image') next='create' ;;
    'server image create') opts='%show <@server --name= --property= --wait' ;;
    'server list') opts='%list --reservation-id= --ip= --ip6= --name= --instance-name= --status=ACTIVE|BUILD|DELETED|ERROR|HARD_REBOOT|MIGRATING|PASSWORD|PAUSED|REBOOT|REBUILD|RESCUE|RESIZE|REVERT_RESIZE|SHELVED|SHELVED_OFFLOADED|SHUTOFF|SOFT_DELETED|SUSPENDED|VERIFY_RESIZE --flavor=@flavor --image=@image --host=@hypervisor --all-projects --project=@project --project-domain=@domain --user=@user --user-domain=@domain --deleted --availability-zone=@zone --key-name=@keypair --config-drive --no-config-drive --progress= --vm-state=active|building|deleted|error|paused|stopped|suspended|rescued|resized|shelved|shelved_offloaded|soft-delete --task-state=block_device_mapping|deleting|image_backup|image_pending_upload|image_snapshot|image_snapshot_pending|image_uploading|migrating|networking|pausing|powering-off|powering-on|rebooting|reboot_pending|reboot_started|reboot_pending_hard|reboot_started_hard|rebooting_hard|rebuilding|rebuild_block_device_mapping|rebuild_spawning|rescuing|resize_confirming|resize_finish|resize_migrated|resize_migrating|resize_prep|resize_reverting|restoring|resuming|scheduling|shelving|shelving_image_pending_upload|shelving_image_uploading|shelving_offloading|soft-deleting|spawning|suspending|updating_password|unpausing|unrescuing|unshelving --power-state=pending|running|paused|shutdown|crashed|suspended --long -n,--no-name-lookup --name-lookup-one-by-one --limit= --marker= --max-items= --changes-before= --changes-since= --locked --unlocked --tags= --not-tags=' ;;
    'server lock') opts='-h,--help <+@server --reason=' ;;
    'server migrate') next='confirm revert' opts='-h,--help <@server --live-migration --host=@hypervisor --shared-migration --block-migration --disk-overcommit --no-disk-overcommit --wait' ;;
    'server migrate confirm') opts='-h,--help <@server' ;;
    'server migrate revert') opts='-h,--help <@server' ;;
    'server migration') next='abort confirm force list revert show' ;;
    'server migration abort') opts='-h,--help <@server <' ;;
    'server migration confirm') opts='-h,--help <@server' ;;
    'server migration force') next='complete' ;;
    'server migration force complete') opts='-h,--help <@server <' ;;
    'server migration list') opts='%list --server=@server --host=@hypervisor --status= --type=evacuation|live-migration|cold-migration|resize --limit= --marker= --max-items= --changes-since= --changes-before= --project=@project --project-domain=@domain --user=@user --user-domain=@domain' ;;
    'server migration revert') opts='-h,--help <@server' ;;
    'server migration show') opts='%show <@server <' ;;
    'server pause') opts='-h,--help <+@server' ;;
    'server reboot') opts='-h,--help <@server --hard --soft --wait' ;;
    'server rebuild') opts='%show <@server --image=@image --name= --password= --property= --description= --preserve-ephemeral --no-preserve-ephemeral --key-name=@keypair --no-key-name --user-data= --no-user-data --trusted-image-cert= --no-trusted-image-certs --hostname= --reimage-boot-volume --no-reimage-boot-volume --wait' ;;
    'server remove') next='fixed floating network port security volume' ;;
    'server remove fixed') next='ip' ;;
    'server remove fixed ip') opts='-h,--help <@server <' ;;
    'server remove floating') next='ip' ;;
    'server remove floating ip') opts='-h,--help <@server <' ;;
    'server remove network') opts='-h,--help <@server <@network' ;;
    'server remove port') opts='-h,--help <@server <@port' ;;
    'server remove security') next='group' ;;
    'server remove security group') opts='-h,--help <@server <+@security-group' ;;
    'server remove volume') opts='-h,--help <@server <@volume' ;;
    'server rescue') opts='-h,--help <@server --image=@image --password=' ;;
    'server resize') next='confirm revert' opts='-h,--help <@server --flavor=@flavor --confirm --revert --wait' ;;
    'server resize confirm') opts='-h,--help <@server' ;;
    'server resize revert') opts='-h,--help <@server' ;;
    'server restore') opts='-h,--help <+@server' ;;
    'server resume') opts='-h,--help <+@server' ;;
    'server set') opts='-h,--help <@server --name= --password= --no-password --property= --auto-approve --state=active|error --description= --tag= --hostname= --pinned-availability-zone=@zone' ;;
    'server shelve') opts='-h,--help <+@server --offload --wait' ;;
    'server show') opts='%show <@server --diagnostics --topology' ;;
    'server start') opts='-h,--help <+@server --all-projects' ;;
    'server stop') opts='-h,--help <+@server --all-projects' ;;
    'server suspend') opts='-h,--help <+@server' ;;
    'server unlock') opts='-h,--help <+@server' ;;
    'server unpause') opts='-h,--help <+@server' ;;
    'server unrescue') opts='-h,--help <@server' ;;
    'server unset') opts='-h,--help <@server --property= --all-properties --description --tag= --all-tags --pinned-availability-zone' ;;
    'server unshelve') opts='-h,--help <+@server --availability-zone=@zone --no-availability-zone --host=@hypervisor --wait' ;;
    'server volume') next='list' ;;
    'server volume list') opts='%list <' ;;
    'service') next='create delete list provider set show' ;;
    'service create') opts='%show < --name= --description= --enable --disable' ;;
    'service delete') opts='-h,--help <+@service' ;;
    'service list') opts='%list --long' ;;
    'service provider') next='create delete list set show' ;;
    'service provider create') opts='%show < --auth-url= --description= --service-provider-url= --enable --disable' ;;
    'service provider delete') opts='-h,--help <+@service-provider' ;;
    'service provider list') opts='%list' ;;
    'service provider set') opts='%show <@service-provider --auth-url= --description= --service-provider-url= --enable --disable' ;;
    'service provider show') opts='%show <@service-provider' ;;
    'service set') opts='-h,--help <@service --type= --name= --description= --enable --disable' ;;
    'service show') opts='%show <@service' ;;
    'subnet') next='create delete list show' ;;
    'subnet create') opts='%show --extra-property={name=;value=;type=} < --project=@project --project-domain=@domain --subnet-pool= --use-prefix-delegation --use-default-subnet-pool --prefix-length= --subnet-range= --dhcp --no-dhcp --dns-publish-fixed-ip --no-dns-publish-fixed-ip --gateway= --ip-version=4|6 --ipv6-ra-mode=dhcpv6-stateful|dhcpv6-stateless|slaac --ipv6-address-mode=dhcpv6-stateful|dhcpv6-stateless|slaac --network-segment= --network=@network --description= --allocation-pool={start=;end=} --dns-nameserver= --host-route={destination=;gateway=} --service-type= --tag= --no-tag' ;;
    'subnet delete') opts='-h,--help <+@subnet' ;;
    'subnet list') opts='%list --long --ip-version=4|6 --dhcp --no-dhcp --service-type= --project=@project --project-domain=@domain --network=@network --gateway= --name= --subnet-range= --subnet-pool= --tags=, --any-tags=, --not-tags=, --not-any-tags=, --limit= --marker= --max-items=' ;;
    'subnet show') opts='%show <@subnet' ;;
    'token') next='issue revoke' ;;
    'token issue') opts='%show' ;;
    'token revoke') opts='-h,--help <' ;;
    'trust') next='create delete list show' ;;
    'trust create') opts='%show <@user <@user --project=@project --role=@role --impersonate --expiration= --project-domain=@domain --trustor-domain=@domain --trustee-domain=@domain' ;;
    'trust delete') opts='-h,--help <+@trust' ;;
    'trust list') opts='%list --trustor=@user --trustee=@user --trustor-domain=@domain --trustee-domain=@domain --auth-user' ;;
    'trust show') opts='%show <@trust' ;;
    'user') next='create delete list password set show' ;;
    'user create') opts='%show < --domain=@domain --project=@project --project-domain=@domain --password= --password-prompt --email= --description= --ignore-lockout-failure-attempts --no-ignore-lockout-failure-attempts --ignore-password-expiry --no-ignore-password-expiry --ignore-change-password-upon-first-use --no-ignore-change-password-upon-first-use --enable-lock-password --disable-lock-password --enable-multi-factor-auth --disable-multi-factor-auth --multi-factor-auth-rule= --enable --disable --or-show' ;;
    'user delete') opts='-h,--help <+@user --domain=@domain' ;;
    'user list') opts='%list --domain=@domain --group=@group --project=@project --long --enabled --disabled --limit= --marker= --max-items=' ;;
    'user password') next='set' ;;
    'user password set') opts='-h,--help --password= --original-password=' ;;
    'user set') opts='-h,--help <@user --name= --domain=@domain --project=@project --project-domain=@domain --password= --password-prompt --email= --description= --ignore-lockout-failure-attempts --no-ignore-lockout-failure-attempts --ignore-password-expiry --no-ignore-password-expiry --ignore-change-password-upon-first-use --no-ignore-change-password-upon-first-use --enable-lock-password --disable-lock-password --enable-multi-factor-auth --disable-multi-factor-auth --multi-factor-auth-rule= --enable --disable' ;;
    'user show') opts='%show <@user --domain=@domain' ;;
    'versions') next='show' ;;
    'versions show') opts='%list --all-interfaces --interface= --region-name=@region --service=@service --status=' ;;
    'volume') next='create delete list set show unset' ;;
    'volume create') opts='%show < --size= --type= --image=@image --snapshot= --source=@volume --backup= --remote-source= --description= --availability-zone=@zone --consistency-group= --property= --hint= --bootable --non-bootable --read-only --read-write --host= --cluster=' ;;
    'volume delete') opts='-h,--help <+@volume --force --cascade --remote' ;;
    'volume list') opts='%list --project=@project --project-domain=@domain --user=@user --user-domain=@domain --name= --status= --property= --all-projects --long --limit= --marker=' ;;
    'volume set') opts='-h,--help <@volume --name= --size= --description= --no-property --property= --image-property= --state=available|error|creating|deleting|in-use|attaching|detaching|error_deleting|maintenance --attached --detached --type= --migration-policy=never|on-demand --bootable --non-bootable --read-only --read-write' ;;
    'volume show') opts='%show <@volume' ;;
    'volume unset') opts='-h,--help <@volume --property= --image-property=' ;;
  esac
}
__ostk_ostk_glance() {
  case $1 in
    '') next='add-location backend-list bash-completion cache-clean cache-clear cache-delete cache-list cache-nodes-list cache-prune cache-queue explain help image-create image-create-via-import image-deactivate image-delete image-download image-import image-list image-quota image-reactivate image-show image-stage image-sync image-tag-delete image-tag-update image-tasks image-update image-upload import-info location-add location-delete location-update md-namespace-create md-namespace-delete md-namespace-import md-namespace-list md-namespace-objects-delete md-namespace-properties-delete md-namespace-resource-type-list md-namespace-show md-namespace-tags-delete md-namespace-update md-object-create md-object-delete md-object-list md-object-property-show md-object-show md-object-update md-property-create md-property-delete md-property-list md-property-show md-property-update md-resource-type-associate md-resource-type-deassociate md-resource-type-list md-tag-create md-tag-create-multiple md-tag-delete md-tag-list md-tag-show md-tag-update member-create member-delete member-get member-list member-update stores-delete stores-info task-create task-list task-show usage' opts='--version -d,--debug -v,--verbose --get-schema -f,--force --os-image-url= --os-image-api-version= --os-region-name= --os-auth-token= --os-service-type= --os-endpoint-type= --insecure --os-cacert= --os-cert= --os-key= --timeout= --collect-timing --tls-ciphers= --tls-min-version=1.2|1.3 --os-auth-type,--os-auth-plugin= --os-auth-url= --os-system-scope= --os-domain-id= --os-domain-name= --os-project-id,--os-tenant-id= --os-project-name,--os-tenant-name= --os-project-domain-id= --os-project-domain-name= --os-trust-id= --os-default-domain-id= --os-default-domain-name= --os-user-id= --os-username,--os-user-name= --os-user-domain-id= --os-user-domain-name= --os-password= --profile= --os-cloud=@cloud --as= --openrc= --openrc-arg= --no-token-cache' ;;
    'add-location') opts='-h,--help --url= --validation-data= <@image-id' ;;
    'backend-list') opts='-h,--help' ;;
    'bash-completion') opts='-h,--help' ;;
    'cache-clean') opts='-h,--help' ;;
    'cache-clear') opts='-h,--help --target=both|cache|queue' ;;
    'cache-delete') opts='-h,--help <+@image-id' ;;
    'cache-list') opts='-h,--help' ;;
    'cache-nodes-list') opts='-h,--help <@image-id' ;;
    'cache-prune') opts='-h,--help' ;;
    'cache-queue') opts='-h,--help <+@image-id' ;;
    'explain') opts='-h,--help <' ;;
    'help') opts='-h,--help <' ;;
    'image-create') opts='-h,--help --architecture= --protected= --name= --instance-uuid= --min-disk= --visibility= --kernel-id= --tags= --os-version= --disk-format= --os-distro= --id= --owner= --ramdisk-id= --min-ram= --container-format= --hidden= --property= --file= --size= --progress --store= --keep-on-interrupt' ;;
    'image-create-via-import') opts='-h,--help --architecture= --protected= --name= --instance-uuid= --min-disk= --visibility= --kernel-id= --tags= --os-version= --disk-format= --os-distro= --id= --owner= --ramdisk-id= --min-ram= --container-format= --hidden= --property= --file= --size= --progress --import-method= --uri= --remote-region= --remote-image-id= --remote-service-interface= --store= --stores= --all-stores= --allow-failure= --keep-on-interrupt' ;;
    'image-deactivate') opts='-h,--help <@image-id' ;;
    'image-delete') opts='-h,--help <+@image-id' ;;
    'image-download') opts='-h,--help --allow-md5-fallback --file= <@image-id --progress --prefer= --resume' ;;
    'image-import') opts='-h,--help --import-method= --uri= --remote-region= --remote-image-id= --remote-service-interface= <@image-id --store= --stores= --all-stores= --allow-failure=' ;;
    'image-list') opts='-h,--help --limit= --page-size= --visibility= --member-status= --owner= --property-filter= --checksum= --hash= --tag= --sort-key=name|status|container_format|disk_format|size|id|created_at|updated_at --sort-dir=asc|desc --sort= --hidden= --include-stores=' ;;
    'image-quota') opts='-h,--help' ;;
    'image-reactivate') opts='-h,--help <@image-id' ;;
    'image-show') opts='-h,--help <@image-id --human-readable --max-column-width=' ;;
    'image-stage') opts='-h,--help --file= --size= --progress <@image-id' ;;
    'image-sync') opts='-h,--help <@image-id --url= --metadata=' ;;
    'image-tag-delete') opts='-h,--help <@image-id <' ;;
    'image-tag-update') opts='-h,--help <@image-id <' ;;
    'image-tasks') opts='-h,--help <@image-id' ;;
    'image-update') opts='-h,--help <@image-id --architecture= --protected= --name= --instance-uuid= --min-disk= --visibility= --kernel-id= --os-version= --disk-format= --os-distro= --owner= --ramdisk-id= --min-ram= --container-format= --hidden= --property= --remove-property=' ;;
    'image-upload') opts='-h,--help --file= --size= --progress <@image-id --store=' ;;
    'import-info') opts='-h,--help' ;;
    'location-add') opts='-h,--help --url= --metadata= --checksum= --hash-algo= --hash-value= <@image-id' ;;
    'location-delete') opts='-h,--help --url= <@image-id' ;;
    'location-update') opts='-h,--help --url= --metadata= <@image-id' ;;
    'md-namespace-create') opts='-h,--help <@namespace --resource-type-associations= --owner= --protected= --visibility= --description= --display-name=' ;;
    'md-namespace-delete') opts='-h,--help <@namespace' ;;
    'md-namespace-import') opts='-h,--help --file=' ;;
    'md-namespace-list') opts='-h,--help --resource-types= --visibility= --page-size=' ;;
    'md-namespace-objects-delete') opts='-h,--help <@namespace' ;;
    'md-namespace-properties-delete') opts='-h,--help <@namespace' ;;
    'md-namespace-resource-type-list') opts='-h,--help <@namespace' ;;
    'md-namespace-show') opts='-h,--help <@namespace --resource-type= --max-column-width=' ;;
    'md-namespace-tags-delete') opts='-h,--help <@namespace' ;;
    'md-namespace-update') opts='-h,--help <@namespace --owner= --protected= --visibility= --description= --display-name= --namespace=' ;;
    'md-object-create') opts='-h,--help <@namespace --name= --schema=' ;;
    'md-object-delete') opts='-h,--help <@namespace <' ;;
    'md-object-list') opts='-h,--help <@namespace' ;;
    'md-object-property-show') opts='-h,--help <@namespace < < --max-column-width=' ;;
    'md-object-show') opts='-h,--help <@namespace < --max-column-width=' ;;
    'md-object-update') opts='-h,--help <@namespace < --name= --schema=' ;;
    'md-property-create') opts='-h,--help <@namespace --name= --title= --schema= --type=' ;;
    'md-property-delete') opts='-h,--help <@namespace <' ;;
    'md-property-list') opts='-h,--help <@namespace' ;;
    'md-property-show') opts='-h,--help <@namespace < --max-column-width=' ;;
    'md-property-update') opts='-h,--help <@namespace < --name= --title= --schema=' ;;
    'md-resource-type-associate') opts='-h,--help <@namespace --properties-target= --prefix= --name=' ;;
    'md-resource-type-deassociate') opts='-h,--help <@namespace <' ;;
    'md-resource-type-list') opts='-h,--help' ;;
    'md-tag-create') opts='-h,--help <@namespace --name=' ;;
    'md-tag-create-multiple') opts='-h,--help <@namespace --names= --delim= --append' ;;
    'md-tag-delete') opts='-h,--help <@namespace <' ;;
    'md-tag-list') opts='-h,--help <@namespace' ;;
    'md-tag-show') opts='-h,--help <@namespace <' ;;
    'md-tag-update') opts='-h,--help <@namespace < --name=' ;;
    'member-create') opts='-h,--help <@image-id <' ;;
    'member-delete') opts='-h,--help <@image-id <' ;;
    'member-get') opts='-h,--help <@image-id <' ;;
    'member-list') opts='-h,--help --image-id=@image-id' ;;
    'member-update') opts='-h,--help <@image-id < <accepted|rejected|pending' ;;
    'stores-delete') opts='-h,--help <@image-id --store=' ;;
    'stores-info') opts='-h,--help --detail' ;;
    'task-create') opts='-h,--help --type= --input=' ;;
    'task-list') opts='-h,--help --sort-key=id|type|status --sort-dir=asc|desc --page-size= --type= --status=' ;;
    'task-show') opts='-h,--help <' ;;
    'usage') opts='-h,--help' ;;
  esac
}
__ostk_ostk_virsh() {
  case $1 in
    '') next='attach-device attach-disk attach-interface autostart capabilities cd change-media connect console create define desc destroy detach-device detach-device-alias detach-disk detach-interface domblkerror domblkinfo domblklist domblkstat domcapabilities domcontrol domdisplay domfsfreeze domfsinfo domfsthaw domfstrim domhostname domid domif-getlink domifaddr domiflist domifstat dominfo domjobabort domjobinfo dommemstat domname domrename domstate domstats domtime domuuid dumpxml echo edit event exit freecell guestinfo guestvcpus help hostname iface-list list managedsave managedsave-define managedsave-dumpxml managedsave-edit managedsave-remove metadata migrate migrate-compcache migrate-getmaxdowntime migrate-getspeed migrate-postcopy migrate-setmaxdowntime migrate-setspeed net-autostart net-create net-define net-destroy net-dhcp-leases net-dumpxml net-edit net-info net-list net-name net-start net-undefine net-uuid nodecpustats nodedev-dumpxml nodedev-list nodeinfo nodememstats nwfilter-list pool-autostart pool-build pool-create pool-define pool-delete pool-destroy pool-dumpxml pool-edit pool-info pool-list pool-name pool-refresh pool-start pool-undefine pool-uuid pwd qemu-agent-command qemu-monitor-command quit reboot reset restore resume save save-image-define save-image-dumpxml save-image-edit screenshot secret-list send-key set-user-password setmaxmem setmem setvcpus shutdown snapshot-create snapshot-create-as snapshot-current snapshot-delete snapshot-dumpxml snapshot-edit snapshot-info snapshot-list snapshot-parent snapshot-revert start suspend sysinfo ttyconsole undefine update-device uri vcpucount vcpuinfo version vncdisplay vol-create vol-create-as vol-delete vol-download vol-dumpxml vol-info vol-key vol-list vol-name vol-path vol-pool vol-upload' opts='-c,--connect= -d,--debug= -e,--escape= -h,--help -k,--keepalive-interval= -K,--keepalive-count= -l,--log= -q,--quiet -r,--readonly -t,--timing -v,--version= -V --as=' ;;
    'attach-device') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --file= < --persistent --config --live --current' ;;
    'attach-disk') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --source= < --target= < --targetbus= < --driver= < --subdriver= < --iothread= < --cache= < --io= < --type= < --mode= < --sourcetype= < --serial= < --wwn= < --alias= < --rawio --address= < --multifunction --print-xml --source-protocol= < --source-host-name= < --source-host-transport= < --source-host-socket= < --persistent --config --live --current' ;;
    'attach-interface') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --type= < --source= < --target= < --mac= < --script= < --model= < --alias= < --inbound= < --outbound= < --persistent --config --live --current --print-xml --managed --source-mode= <' ;;
    'autostart') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --disable' ;;
    'capabilities') opts='-h,--help' ;;
    'cd') opts='-h,--help --dir= <' ;;
    'change-media') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --path=@libvirt-disk <@libvirt-disk --source= < --eject --insert --update --current --live --config --force --print-xml --block' ;;
    'connect') opts='-h,--help --name= < --readonly' ;;
    'console') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --devname= < --force --safe' ;;
    'create') opts='-h,--help --file= < --console --paused --autodestroy --pass-fds= --validate --reset-nvram' ;;
    'define') opts='-h,--help --file= < --validate' ;;
    'desc') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --live --config --current --title --edit --new-desc= <+' ;;
    'destroy') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --graceful --remove-logs' ;;
    'detach-device') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --file= < --persistent --config --live --current' ;;
    'detach-device-alias') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --alias= < --config --live --current' ;;
    'detach-disk') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --target=@libvirt-disk <@libvirt-disk --persistent --config --live --current --print-xml' ;;
    'detach-interface') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --type= < --mac=@libvirt-link <@libvirt-link --persistent --config --live --current --print-xml' ;;
    'domblkerror') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain' ;;
    'domblkinfo') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --device= < --human --all' ;;
    'domblklist') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --inactive --details' ;;
    'domblkstat') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --device= < --human' ;;
    'domcapabilities') opts='-h,--help --virttype= < --emulatorbin= < --arch= < --machine= <' ;;
    'domcontrol') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain' ;;
    'domdisplay') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --include-password --type= < --all' ;;
    'domfsfreeze') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --mountpoint= <+' ;;
    'domfsinfo') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain' ;;
    'domfsthaw') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --mountpoint= <+' ;;
    'domfstrim') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --minimum= < --mountpoint= <' ;;
    'domhostname') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --source= <' ;;
    'domid') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain' ;;
    'domif-getlink') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --interface=@libvirt-link <@libvirt-link --config' ;;
    'domifaddr') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --interface= < --full --source= <' ;;
    'domiflist') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --inactive' ;;
    'domifstat') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --interface=@libvirt-link <@libvirt-link' ;;
    'dominfo') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain' ;;
    'domjobabort') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --postcopy' ;;
    'domjobinfo') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --completed --keep-completed --anystats --rawstats' ;;
    'dommemstat') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --period= --config --live --current' ;;
    'domname') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain' ;;
    'domrename') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --new-name= <' ;;
    'domstate') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --reason' ;;
    'domstats') opts='-h,--help --state --cpu-total --balloon --vcpu --interface --block --perf --iothread --memory --dirtyrate --vm --list-active --list-inactive --list-persistent --list-transient --list-running --list-paused --list-shutoff --list-other --raw --enforce --backing --nowait --domain=@libvirt-domain <+@libvirt-domain' ;;
    'domtime') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --now --pretty --sync --time= <' ;;
    'domuuid') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain' ;;
    'dumpxml') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --inactive --security-info --update-cpu --migratable --xpath= --wrap' ;;
    'echo') opts='-h,--help --shell --xml --split --err --string= <+' ;;
    'edit') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --skip-validate' ;;
    'event') opts='-h,--help --domain= < --event= < --all --loop --timeout= < --list --timestamp' ;;
    'exit') opts='-h,--help' ;;
    'freecell') opts='-h,--help --cellno= < --all' ;;
    'guestinfo') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --user --os --timezone --hostname --filesystem --disk --interface' ;;
    'guestvcpus') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --cpulist= < --enable --disable' ;;
    'help') opts='-h,--help --command= <' ;;
    'hostname') opts='-h,--help' ;;
    'iface-list') opts='-h,--help --inactive --all' ;;
    'list') opts='-h,--help --inactive --all --transient --persistent --with-snapshot --without-snapshot --with-checkpoint --without-checkpoint --state-running --state-paused --state-shutoff --state-other --autostart --no-autostart --with-managed-save --without-managed-save --uuid --name --id --table --managed-save --title' ;;
    'managedsave') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --bypass-cache --running --paused --verbose' ;;
    'managedsave-define') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --xml= < --running --paused' ;;
    'managedsave-dumpxml') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --security-info --xpath= --wrap' ;;
    'managedsave-edit') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --running --paused' ;;
    'managedsave-remove') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain' ;;
    'metadata') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --uri= < --live --config --current --edit --key= < --set= < --remove' ;;
    'migrate') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --desturi= < --live --offline --p2p --direct --tunnelled --persistent --undefinesource --suspend --copy-storage-all --copy-storage-inc --copy-storage-synchronous-writes --change-protection --unsafe --verbose --compressed --auto-converge --rdma-pin-all --abort-on-error --postcopy --postcopy-after-precopy --postcopy-resume --zerocopy --migrateuri= < --graphicsuri= < --listen-address= < --dname= < --timeout= --timeout-suspend --timeout-postcopy --xml= < --migrate-disks= < --disks-port= --disks-uri= < --comp-methods= < --comp-mt-level= --comp-mt-threads= --comp-mt-dthreads= --comp-xbzrle-cache= --auto-converge-initial= --auto-converge-increment= --persistent-xml= < --tls --postcopy-bandwidth= --parallel --parallel-connections= --bandwidth= --tls-destination= <' ;;
    'migrate-compcache') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --size=' ;;
    'migrate-getmaxdowntime') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain' ;;
    'migrate-getspeed') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --postcopy' ;;
    'migrate-postcopy') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain' ;;
    'migrate-setmaxdowntime') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --downtime= <' ;;
    'migrate-setspeed') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --bandwidth= < --postcopy' ;;
    'net-autostart') opts='-h,--help --network=@libvirt-network <@libvirt-network --disable' ;;
    'net-create') opts='-h,--help --file= < --validate' ;;
    'net-define') opts='-h,--help --file= < --validate' ;;
    'net-destroy') opts='-h,--help --network=@libvirt-network <@libvirt-network' ;;
    'net-dhcp-leases') opts='-h,--help --network=@libvirt-network <@libvirt-network --mac= <' ;;
    'net-dumpxml') opts='-h,--help --network=@libvirt-network <@libvirt-network --inactive --xpath= --wrap' ;;
    'net-edit') opts='-h,--help --network=@libvirt-network <@libvirt-network' ;;
    'net-info') opts='-h,--help --network=@libvirt-network <@libvirt-network' ;;
    'net-list') opts='-h,--help --inactive --all --persistent --transient --autostart --no-autostart --uuid --name --table' ;;
    'net-name') opts='-h,--help --network= <' ;;
    'net-start') opts='-h,--help --network=@libvirt-network <@libvirt-network' ;;
    'net-undefine') opts='-h,--help --network=@libvirt-network <@libvirt-network' ;;
    'net-uuid') opts='-h,--help --network=@libvirt-network <@libvirt-network' ;;
    'nodecpustats') opts='-h,--help --cpu= < --percent' ;;
    'nodedev-dumpxml') opts='-h,--help --device= < --xpath= --wrap' ;;
    'nodedev-list') opts='-h,--help --tree --cap= < --inactive --all' ;;
    'nodeinfo') opts='-h,--help' ;;
    'nodememstats') opts='-h,--help --cell= <' ;;
    'nwfilter-list') opts='-h,--help' ;;
    'pool-autostart') opts='-h,--help --pool=@libvirt-pool <@libvirt-pool --disable' ;;
    'pool-build') opts='-h,--help --pool=@libvirt-pool <@libvirt-pool --no-overwrite --overwrite' ;;
    'pool-create') opts='-h,--help --file= < --build --no-overwrite --overwrite' ;;
    'pool-define') opts='-h,--help --file= < --validate' ;;
    'pool-delete') opts='-h,--help --pool=@libvirt-pool <@libvirt-pool' ;;
    'pool-destroy') opts='-h,--help --pool=@libvirt-pool <@libvirt-pool' ;;
    'pool-dumpxml') opts='-h,--help --pool=@libvirt-pool <@libvirt-pool --inactive --xpath= --wrap' ;;
    'pool-edit') opts='-h,--help --pool=@libvirt-pool <@libvirt-pool' ;;
    'pool-info') opts='-h,--help --pool=@libvirt-pool <@libvirt-pool --bytes' ;;
    'pool-list') opts='-h,--help --inactive --all --transient --persistent --autostart --no-autostart --type= < --details --uuid --name' ;;
    'pool-name') opts='-h,--help --pool= <' ;;
    'pool-refresh') opts='-h,--help --pool=@libvirt-pool <@libvirt-pool' ;;
    'pool-start') opts='-h,--help --pool=@libvirt-pool <@libvirt-pool --build --no-overwrite --overwrite' ;;
    'pool-undefine') opts='-h,--help --pool=@libvirt-pool <@libvirt-pool' ;;
    'pool-uuid') opts='-h,--help --pool=@libvirt-pool <@libvirt-pool' ;;
    'pwd') opts='-h,--help' ;;
    'qemu-agent-command') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --timeout= --async --block --pretty --cmd= <+' ;;
    'qemu-monitor-command') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --hmp --pretty --return-value --pass-fds= --cmd= <+' ;;
    'quit') opts='-h,--help' ;;
    'reboot') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --mode= <' ;;
    'reset') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain' ;;
    'restore') opts='-h,--help --file= < --bypass-cache --xml= < --running --paused --reset-nvram' ;;
    'resume') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain' ;;
    'save') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --file= < --bypass-cache --xml= < --running --paused --verbose' ;;
    'save-image-define') opts='-h,--help --file= < --xml= < --running --paused' ;;
    'save-image-dumpxml') opts='-h,--help --file= < --security-info --xpath= --wrap' ;;
    'save-image-edit') opts='-h,--help --file= < --running --paused' ;;
    'screenshot') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --file= < --screen=' ;;
    'secret-list') opts='-h,--help --ephemeral --no-ephemeral --private --no-private' ;;
    'send-key') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --codeset= --holdtime= --keycode= <+' ;;
    'set-user-password') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --user= < --password= < --encrypted' ;;
    'setmaxmem') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --size= < --config --live --current' ;;
    'setmem') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --size= < --config --live --current' ;;
    'setvcpus') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --count= < --maximum --config --live --current --guest --hotpluggable' ;;
    'shutdown') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --mode= <' ;;
    'snapshot-create') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --xmlfile= < --redefine --current --no-metadata --halt --disk-only --reuse-external --quiesce --atomic --live --validate' ;;
    'snapshot-create-as') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --name= < --description= < --print-xml --no-metadata --halt --disk-only --reuse-external --quiesce --atomic --live --validate --memspec= --diskspec= <+' ;;
    'snapshot-current') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --name --security-info --snapshotname=@libvirt-snapshot <@libvirt-snapshot' ;;
    'snapshot-delete') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --snapshotname=@libvirt-snapshot <@libvirt-snapshot --current --children --children-only --metadata' ;;
    'snapshot-dumpxml') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --snapshotname=@libvirt-snapshot <@libvirt-snapshot --security-info --xpath= --wrap' ;;
    'snapshot-edit') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --snapshotname=@libvirt-snapshot <@libvirt-snapshot --current --rename --clone' ;;
    'snapshot-info') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --snapshotname=@libvirt-snapshot <@libvirt-snapshot --current' ;;
    'snapshot-list') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --parent --roots --leaves --no-leaves --metadata --no-metadata --inactive --active --disk-only --internal --external --tree --from=@libvirt-snapshot <@libvirt-snapshot --current --descendants --name --topological' ;;
    'snapshot-parent') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --snapshotname=@libvirt-snapshot <@libvirt-snapshot --current' ;;
    'snapshot-revert') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --snapshotname=@libvirt-snapshot <@libvirt-snapshot --current --running --paused --force --reset-nvram' ;;
    'start') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --console --paused --autodestroy --bypass-cache --force-boot --pass-fds= --reset-nvram' ;;
    'suspend') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain' ;;
    'sysinfo') opts='-h,--help' ;;
    'ttyconsole') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain' ;;
    'undefine') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --managed-save --storage= --remove-all-storage --delete-storage-volume-snapshots --wipe-storage --snapshots-metadata --checkpoints-metadata --nvram --keep-nvram --tpm --keep-tpm' ;;
    'update-device') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --file= < --persistent --config --live --current --force' ;;
    'uri') opts='-h,--help' ;;
    'vcpucount') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --maximum --active --live --config --current --guest' ;;
    'vcpuinfo') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --pretty' ;;
    'version') opts='-h,--help --daemon' ;;
    'vncdisplay') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain' ;;
    'vol-create') opts='-h,--help --pool=@libvirt-pool <@libvirt-pool --file= < --prealloc-metadata --validate' ;;
    'vol-create-as') opts='-h,--help --pool=@libvirt-pool <@libvirt-pool --name= < --capacity= < --allocation= < --format= < --backing-vol=@libvirt-volume <@libvirt-volume --backing-vol-format= < --prealloc-metadata --print-xml' ;;
    'vol-delete') opts='-h,--help --vol=@libvirt-volume <@libvirt-volume --pool=@libvirt-pool <@libvirt-pool --delete-snapshots' ;;
    'vol-download') opts='-h,--help --vol=@libvirt-volume <@libvirt-volume --file= < --pool=@libvirt-pool <@libvirt-pool --offset= < --length= < --sparse' ;;
    'vol-dumpxml') opts='-h,--help --vol=@libvirt-volume <@libvirt-volume --pool=@libvirt-pool <@libvirt-pool --xpath= --wrap' ;;
    'vol-info') opts='-h,--help --vol=@libvirt-volume <@libvirt-volume --pool=@libvirt-pool <@libvirt-pool --bytes --physical' ;;
    'vol-key') opts='-h,--help --vol=@libvirt-volume <@libvirt-volume --pool=@libvirt-pool <@libvirt-pool' ;;
    'vol-list') opts='-h,--help --pool=@libvirt-pool <@libvirt-pool --details' ;;
    'vol-name') opts='-h,--help --vol= <' ;;
    'vol-path') opts='-h,--help --vol=@libvirt-volume <@libvirt-volume --pool=@libvirt-pool <@libvirt-pool' ;;
    'vol-pool') opts='-h,--help --vol= < --uuid' ;;
    'vol-upload') opts='-h,--help --vol=@libvirt-volume <@libvirt-volume --file= < --pool=@libvirt-pool <@libvirt-pool --offset= < --length= < --sparse' ;;
  esac
}
__ostk_ostk_gs() {
  case $1 in
    '') next='cinder config help host instance template virsh vnetops' opts='--version -v,--verbose -q,--quiet --log-file= -h,--help --debug --os-cloud=@cloud --os-region-name=@region --os-cacert= --os-cert= --os-key= --verify --insecure --os-default-domain= --os-interface=admin|public|internal --os-service-provider= --os-remote-project-name= --os-remote-project-id= --os-remote-project-domain-name= --os-remote-project-domain-id= --timing --os-beta-command --os-accelerator-api-version= --os-compute-api-version= --os-identity-api-version= --os-image-api-version= --os-network-api-version= --os-object-api-version= --os-volume-api-version= --os-workflow-api-version= --os-database-api-version= --os-orchestration-api-version= --os-share-api-version=2.0|2.1|2.2|2.3|2.4|2.5|2.6|2.7|2.8|2.9|2.10|2.11|2.12|2.13|2.14|2.15|2.16|2.17|2.18|2.19|2.20|2.21|2.22|2.23|2.24|2.25|2.26|2.27|2.28|2.29|2.30|2.31|2.32|2.33|2.34|2.35|2.36|2.37|2.38|2.39|2.40|2.41|2.42|2.43|2.44|2.45|2.46|2.47|2.48|2.49|2.50|2.51|2.52|2.53|2.54|2.55|2.56|2.57|2.58|2.59|2.60|2.61|2.62|2.63|2.64|2.65|2.66|2.67|2.68|2.69|2.70|2.71|2.72|2.73|2.74|2.75|2.76|2.77|2.78|2.79|2.80|2.81|2.82|2.83|2.84|2.85|2.86|2.87|2.88|2.89|2.90|2.91|2.92|2.93|2.94|2.95|2.96|2.97|2.98 --os-endpoint-override= --os-placement-api-version= --os-auth-type=v3oidcclientcredentials|v3oauth2clientcredential|v3oidcdeviceauthz|v2password|v3password|token|v3oidcaccesstoken|v3websso|v3totp|admin_token|v3applicationcredential|http_basic|noauth|v3oidcauthcode|v1password|none|v3multifactor|v3token|password|v2token|v3tokenlessauth|v3oidcpassword|v3oauth2mtlsclientcredential --os-auth-url= --os-system-scope= --os-domain-id= --os-domain-name= --os-project-id= --os-project-name= --os-project-domain-id= --os-project-domain-name= --os-trust-id= --os-identity-provider= --os-protocol= --os-client-id= --os-client-secret= --os-openid-scope= --os-access-token-endpoint= --os-discovery-endpoint= --os-access-token-type= --os-oauth2-endpoint= --os-oauth2-client-id= --os-oauth2-client-secret= --os-device-authorization-endpoint= --os-code-challenge-method= --os-username= --os-user-id= --os-password= --os-user-domain-id= --os-user-domain-name= --os-default-domain-id= --os-default-domain-name= --os-token= --os-access-token= --os-redirect-host= --os-redirect-port= --os-login-timeout= --os-passcode= --os-endpoint= --os-application-credential-secret= --os-application-credential-id= --os-application-credential-name= --os-redirect-uri= --os-code= --os-auth-methods= --os-idp-otp-key= --as= --openrc= --openrc-arg= --no-token-cache --backend=openstack|gostack --gsinitrc= --az=' ;;
    'cinder') next='create delete list show' ;;
    'cinder create') opts='%show < --name= --wait --timeout=' ;;
    'cinder delete') opts='-h,--help <@gs-volume --wait --timeout=' ;;
    'cinder list') opts='%list --limit= --name= --status=available|in-use|error --tenant=' ;;
    'cinder show') opts='%show <@gs-volume' ;;
    'config') next='show' ;;
    'config show') opts='%show' ;;
    'help') opts='-h,--help <+' ;;
    'host') next='list show' ;;
    'host list') opts='%list' ;;
    'host show') opts='%show <@gs-host' ;;
    'instance') next='attach-interface attach-volume boot delete detach-interface detach-volume list password rebuild reset show start stop' ;;
    'instance attach-interface') opts='-h,--help <@gs-instance --port= --wait --timeout=' ;;
    'instance attach-volume') opts='-h,--help <@gs-instance --volume-id=@gs-volume --wait --timeout=' ;;
    'instance boot') opts='%show --flavor=@flavor --image=@image --host=@gs-host --zone= --name= --port= --volume=@gs-volume --volume-size= --wait --timeout=' ;;
    'instance delete') opts='-h,--help <+@gs-instance --hard --ignore --wait --timeout=' ;;
    'instance detach-interface') opts='-h,--help < --port= --wait --timeout=' ;;
    'instance detach-volume') opts='-h,--help <@gs-instance --volume-id=@gs-volume --wait --timeout=' ;;
    'instance list') opts='%list --name= --status= --host=@gs-host --tenant= --limit=' ;;
    'instance password') opts='-h,--help <@gs-instance --username= --password= --wait --timeout=' ;;
    'instance rebuild') opts='-h,--help <@gs-instance --image=@image --wait --timeout=' ;;
    'instance reset') opts='-h,--help <@gs-instance --root-device-id=@gs-volume --wait --timeout=' ;;
    'instance show') opts='%show <@gs-instance' ;;
    'instance start') opts='-h,--help <+@gs-instance --wait --timeout=' ;;
    'instance stop') opts='-h,--help <+@gs-instance --wait --timeout=' ;;
    'template') next='get list' ;;
    'template get') opts='%list <' ;;
    'template list') opts='%list <' ;;
    'virsh') next='console list' ;;
    'virsh console') opts='-h,--help <@gs-instance --libvirt-uri=' ;;
    'virsh list') opts='%list --limit= --status= --tenant=' ;;
    'vnetops') next='vpc' ;;
    'vnetops vpc') next='port-detach' ;;
    'vnetops vpc port-detach') opts='-h,--help < --tenant-id= --wait --timeout=' ;;
  esac
}
__ostk_ostk_vnetops() {
  case $1 in
    '') next='help vpc' opts='--version -v,--verbose -q,--quiet --log-file= -h,--help --debug --os-cloud=@cloud --os-region-name=@region --os-cacert= --os-cert= --os-key= --verify --insecure --os-default-domain= --os-interface=admin|public|internal --os-service-provider= --os-remote-project-name= --os-remote-project-id= --os-remote-project-domain-name= --os-remote-project-domain-id= --timing --os-beta-command --os-accelerator-api-version= --os-compute-api-version= --os-identity-api-version= --os-image-api-version= --os-network-api-version= --os-object-api-version= --os-volume-api-version= --os-workflow-api-version= --os-database-api-version= --os-orchestration-api-version= --os-share-api-version=2.0|2.1|2.2|2.3|2.4|2.5|2.6|2.7|2.8|2.9|2.10|2.11|2.12|2.13|2.14|2.15|2.16|2.17|2.18|2.19|2.20|2.21|2.22|2.23|2.24|2.25|2.26|2.27|2.28|2.29|2.30|2.31|2.32|2.33|2.34|2.35|2.36|2.37|2.38|2.39|2.40|2.41|2.42|2.43|2.44|2.45|2.46|2.47|2.48|2.49|2.50|2.51|2.52|2.53|2.54|2.55|2.56|2.57|2.58|2.59|2.60|2.61|2.62|2.63|2.64|2.65|2.66|2.67|2.68|2.69|2.70|2.71|2.72|2.73|2.74|2.75|2.76|2.77|2.78|2.79|2.80|2.81|2.82|2.83|2.84|2.85|2.86|2.87|2.88|2.89|2.90|2.91|2.92|2.93|2.94|2.95|2.96|2.97|2.98 --os-endpoint-override= --os-placement-api-version= --os-auth-type=v3oidcclientcredentials|v3oauth2clientcredential|v3oidcdeviceauthz|v2password|v3password|token|v3oidcaccesstoken|v3websso|v3totp|admin_token|v3applicationcredential|http_basic|noauth|v3oidcauthcode|v1password|none|v3multifactor|v3token|password|v2token|v3tokenlessauth|v3oidcpassword|v3oauth2mtlsclientcredential --os-auth-url= --os-system-scope= --os-domain-id= --os-domain-name= --os-project-id= --os-project-name= --os-project-domain-id= --os-project-domain-name= --os-trust-id= --os-identity-provider= --os-protocol= --os-client-id= --os-client-secret= --os-openid-scope= --os-access-token-endpoint= --os-discovery-endpoint= --os-access-token-type= --os-oauth2-endpoint= --os-oauth2-client-id= --os-oauth2-client-secret= --os-device-authorization-endpoint= --os-code-challenge-method= --os-username= --os-user-id= --os-password= --os-user-domain-id= --os-user-domain-name= --os-default-domain-id= --os-default-domain-name= --os-token= --os-access-token= --os-redirect-host= --os-redirect-port= --os-login-timeout= --os-passcode= --os-endpoint= --os-application-credential-secret= --os-application-credential-id= --os-application-credential-name= --os-redirect-uri= --os-code= --os-auth-methods= --os-idp-otp-key= --as= --openrc= --openrc-arg= --no-token-cache --backend=openstack|gostack --gsinitrc= --az=' ;;
    'help') opts='-h,--help <+' ;;
    'vpc') next='port-detach' ;;
    'vpc port-detach') opts='-h,--help < --tenant-id= --wait --timeout=' ;;
  esac
}
complete -F _ostk_ostk ostk
